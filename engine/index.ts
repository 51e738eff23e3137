/** The door of the engine. */
export type { Activity, PopulationActivity, SpikeFrame, ValueFrame } from './activity.ts';
export { type MemoryEstimate, estimateMemory } from './compile/estimate.ts';
export { type CompileOptions, compile } from './compile/compile.ts';
export { formatBytes } from './compile/layout.ts';
export type { Plan } from './compile/plan.ts';
export { type Control, type Controls, type ControlValue, describeRange, globalFlags, kebabName, resolveControls } from './controls.ts';
export { arrayDataset, type Dataset, type DatasetDescription, type SplitPart, splitIndices, stratified, subset } from './data.ts';
export { type CellModel, defineCell, defineNeuron, type Population } from './define-neuron.ts';
export {
  type CheckedExpectation,
  describeScenario,
  type ScenarioChoices,
  type ScenarioDescription,
} from './describe-scenario.ts';
export { type Distribution, normal, uniform } from './distribution.ts';
export { type ErrorCode, NeurariumError, within } from './errors.ts';
export { Experiment, type ExperimentOptions, type ExperimentResult } from './experiment/experiment.ts';
export { type JudgedExpectation, type MeasuredPopulation, Measures } from './experiment/measures.ts';
export type { Backend } from './executors/batched.ts';
export { FrameStream } from './frame-stream.ts';
export { fnv1a32, Fnv1a64 } from './hash.ts';
export type { Host } from './host.ts';
export type { Integrator, LoweredModel } from './kernels/ir.ts';
export * as ownMath from './kernels/own-math.ts';
export { lowerModel } from './equations/index.ts';
export type { Model } from './model.ts';
export { type Network, type NetworkPopulation, type NetworkProjection, network } from './network.ts';
export * from './operators/index.ts';
export { values } from './parameter-value.ts';
export { isScenario, type Panel, type Precision, type Scenario, scenario } from './scenario.ts';
export type { SimulationEvent } from './simulation/events.ts';
export type { Progress } from './simulation/progress.ts';
export { simulate } from './simulation/simulate.ts';
export { Simulation, type SimulationOptions, type Stimulation } from './simulation/simulation.ts';
export { roundToSteps, toSteps } from './steps.ts';
export { suggest } from './suggest.ts';
export * from './trace/index.ts';
export { accuracy, dataset, intervalError, patternErrors, ridge, test, train } from './training.ts';
export { formatQuantity, parseQuantity, type Quantity } from './units.ts';
export { allToAll, fixedInDegree, oneToOne, pairs, probability, type Wiring } from './wiring.ts';
