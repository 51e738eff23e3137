/** The door of the engine. */
export type { Activity, PopulationActivity, SpikeFrame, ValueFrame } from './activity.ts';
export { type CompileOptions, compile, estimateMemory, formatBytes, type MemoryEstimate, positionsOf } from './compile/index.ts';
export type { Plan } from './compile/plan.ts';
export {
  type Control,
  type Controls,
  type ControlValue,
  describeRange,
  globalFlags,
  kebabName,
  resolveControls,
} from './controls.ts';
export { arrayDataset, type Dataset, type DatasetDescription, type SplitPart, splitIndices, stratified, subset } from './data.ts';
export { type CellModel, defineCell, defineNeuron, type Population } from './define-neuron.ts';
export { defineRule, type RuleDefinition, type RuleModel } from './define-rule.ts';
export { scenario } from './define-scenario.ts';
export {
  type CheckedExpectation,
  describeScenario,
  type ScenarioChoices,
  type ScenarioDescription,
} from './describe-scenario.ts';
export { type Distribution, normal, uniform } from './distribution.ts';
export { lowerModel } from './equations/index.ts';
export { type ErrorCode, NeurariumError, within } from './errors.ts';
export type { Backend } from './executors/index.ts';
export {
  Experiment,
  type ExperimentOptions,
  type ExperimentResult,
  type JudgedExpectation,
  type MeasuredPopulation,
  Measures,
} from './experiment/index.ts';
export { FrameStream } from './frame-stream.ts';
export { Fnv1a64, fnv1a32 } from './hash.ts';
export type { Host } from './host.ts';
export { type Integrator, type LoweredModel, ownMath } from './kernels/index.ts';
export {
  accuracy,
  bumpLength,
  bumpSpeed,
  intervalError,
  patternErrors,
  spectralPeak,
  volleySize,
  volleySpread,
  weightMean,
  weightShare,
} from './metrics.ts';
export type { Model } from './model.ts';
export { type Network, type NetworkDrive, type NetworkPopulation, type NetworkProjection, network } from './network.ts';
export * from './operators/index.ts';
export { expression, type PairExpression, type WrittenExpression } from './pair-expression.ts';
export { values } from './parameter-value.ts';
export { poissonInput } from './poisson-input.ts';
export { asyncCyclic, asyncRandom, blockwise, type Schedule } from './population-schedule.ts';
export { grid, line, type Positions, positions, ring, scattered } from './position.ts';
export type { LearningRule, Rule } from './rule.ts';
export { isScenario, type Panel, type Precision, type Scenario } from './scenario.ts';
export {
  type Checkpoint,
  type Progress,
  type ProjectionActivity,
  Simulation,
  type SimulationEvent,
  type SimulationOptions,
  type Stimulation,
  simulate,
} from './simulation/index.ts';
export { roundToSteps, toSteps } from './steps.ts';
export { suggest } from './suggest.ts';
export * from './trace/index.ts';
export { dataset, ridge, test, train } from './training.ts';
export { formatQuantity, parseQuantity, type Quantity } from './units.ts';
export {
  allToAll,
  fixedInDegree,
  fixedOutDegree,
  fixedTotalNumber,
  oneToOne,
  pairs,
  probability,
  type Wiring,
} from './wiring.ts';
