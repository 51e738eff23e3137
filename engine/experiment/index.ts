/** The door of experiments: a scenario run, trained, measured and judged. */
export type { Confusion } from './batch-meters.ts';
export { Experiment, type ExperimentOptions, type ExperimentResult } from './experiment.ts';
export { type JudgedExpectation, type MeasuredPopulation, Measures, type MeasuresRequest, type Ring } from './measures.ts';
export { type DataRequest, type OpenParts, openData } from './open-data.ts';
export { type RunTimes, recordInto, type TraceWriter, traceHeaderOf, traceSummaryOf } from './recording.ts';
export type { ShownExamples } from './shown-examples.ts';
