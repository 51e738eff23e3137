/** The door of experiments: a scenario run, trained, measured and judged. */
export type { Confusion } from './counters/index.ts';
export type { EnergyHistogram } from './enumeration.ts';
export { Experiment, type ExperimentOptions, type ExperimentResult } from './experiment.ts';
export { inputField, labelField } from './fields.ts';
export { type FollowOptions, follow, type LiveSample } from './follow.ts';
export { type AnswerOptions, answer, type BatchLearnt, type ExampleInput, type LearnOptions, learn } from './learn.ts';
export { type JudgedExpectation, type MeasuredPopulation, Measures, type MeasuresRequest, type Ring } from './measures.ts';
export { type DataRequest, type OpenParts, openData } from './open-data.ts';
export type { LearningCount, LearningUpdate, MetricsAt } from './protocol.ts';
export { type RunTimes, recordInto, type TraceWriter, traceHeaderOf, traceSummaryOf, writeNetwork } from './recording.ts';
export type { ShownExamples } from './shown-examples.ts';
export { type Tried, tryOut } from './trials/index.ts';
