/** The door of experiments: a scenario run, trained, measured and judged. */
export { Experiment, type ExperimentOptions, type ExperimentResult } from './experiment.ts';
export { type JudgedExpectation, type MeasuredPopulation, Measures, type MeasuresRequest, type Ring } from './measures.ts';
