/** The door of the engine. */

export type { Activity, PopulationActivity, SpikeFrame, ValueFrame } from './activity.ts';
export type { Axis } from './axes.ts';
export { type CompileOptions, compile, estimateMemory, formatBytes, type MemoryEstimate, positionsOf } from './compile/index.ts';
export type { Plan } from './compile/plan.ts';
export type { ConnectionTags } from './connection-tags.ts';
export {
  type Control,
  type ControlDeclaration,
  type ControlDeclarations,
  type Controls,
  type ControlValue,
  type ControlValues,
  describeRange,
  globalFlags,
  kebabName,
  resolveControls,
} from './controls.ts';
export * from './data/index.ts';
export {
  defineLocalRule,
  type LocalRuleDefinition,
  type LocalRuleModel,
  type LocalRuleParameter,
  type LocalRuleState,
} from './define-local-rule.ts';
export {
  type Bag,
  type CellDefinition,
  type CellModel,
  type Cells as CellCount,
  defineCell,
  defineNeuron,
  type ParameterDeclaration,
  type Population,
  type PopulationOptions,
  type PortDeclaration,
  type Shape,
  type StateDeclaration,
} from './define-neuron.ts';
export {
  defineRule,
  type RuleBag,
  type RuleDefinition,
  type RuleModel,
  type RuleParameterDeclaration,
  type RuleStateDeclaration,
  type SideDefinition,
  type WeightParameterDeclaration,
} from './define-rule.ts';
export { scenario } from './define-scenario.ts';
export { type Delay, type DelayInSteps, steps } from './delay.ts';
export {
  type CheckedExpectation,
  describeScenario,
  type ScenarioChoices,
  type ScenarioDescription,
} from './describe-scenario.ts';
export { type Distribution, type NormalDistribution, normal, type UniformDistribution, uniform } from './distribution.ts';
export { errorAt, isGrammarError, lowerModel, type Place, type Source, syntaxError } from './equations/index.ts';
export { type ErrorCode, type ErrorDetails, NeurariumError, within } from './errors.ts';
export type { Backend, BatchedBackend } from './executors/index.ts';
export {
  type AnswerOptions,
  answer,
  type BatchLearnt,
  type Confusion,
  type DataRequest,
  type ExampleInput,
  Experiment,
  type ExperimentOptions,
  type ExperimentResult,
  type FollowOptions,
  follow,
  inputField,
  type JudgedExpectation,
  type LearningCount,
  type LearningUpdate,
  type LearnOptions,
  type LiveSample,
  labelField,
  learn,
  type MeasuredPopulation,
  Measures,
  type MeasuresRequest,
  type MetricsAt,
  type OpenParts,
  openData,
  type Ring,
  type RunTimes,
  recordInto,
  type ShownExamples,
  type TraceWriter,
  type Tried,
  traceHeaderOf,
  traceSummaryOf,
  tryOut,
  writeNetwork,
} from './experiment/index.ts';
export { type FrameGrid, FrameStream } from './frame-stream.ts';
export type { OnThrow } from './guarded-stream.ts';
export { Fnv1a64, fnv1a32 } from './hash.ts';
export type { Host } from './host.ts';
export { type Integrator, type LoweredModel, ownMath } from './kernels/index.ts';
export { type Lattice, neighbourPairs, neighboursOf } from './lattice.ts';
export {
  BatchNetwork,
  type BatchOptions,
  type GradientOptions,
  GradientTrainer,
  type LaneNumbers,
  loadNetwork,
  type SavedNetwork,
  savedNetwork,
  type Targets,
  type TrainedArrays,
} from './learning/index.ts';
export type { LocalRule } from './local-rule.ts';
export { type MatrixShape, orthogonal, spectralRadius } from './matrix-shape.ts';
export {
  type AccuracyMetric,
  accuracy,
  type BumpMetric,
  type BumpOptions,
  boltzmannDistance,
  bumpLength,
  bumpSpeed,
  type ComparisonMetric,
  type CorrelationMetric,
  correlation,
  type DeviationMetric,
  difference,
  type EnergyMetric,
  type EnumerationMetric,
  energy,
  type IntervalErrorMetric,
  intervalError,
  largestDeviation,
  lowestEnergy,
  type Metric,
  type PatternErrorsMetric,
  patternErrors,
  ratio,
  type SpectralPeakMetric,
  spectralPeak,
  totalVariation,
  type VolleyMetric,
  volleySize,
  volleySpread,
  type WeightMeanMetric,
  type WeightMetric,
  type WeightShareMetric,
  weightMean,
  weightShare,
} from './metrics.ts';
export type { Model, ModelParameter, ModelPort, ModelSpike, ModelState } from './model.ts';
export type { Activation, CellFunction, Complexity, ModelTags } from './model-tags.ts';
export {
  type Network,
  type NetworkDrive,
  type NetworkPopulation,
  type NetworkProjection,
  network,
  type PairValue,
  type PopulationName,
  type Populations,
  type PortName,
  type Projection,
} from './network.ts';
export { checkTransitions, hittingTimes, stationaryDistribution } from './numerics/index.ts';
export * from './operators/index.ts';
export { expression, type PairExpression, type WrittenExpression } from './pair-expression.ts';
export { type Given, type ParameterValue, type QuantityValues, values } from './parameter-value.ts';
export { type PoissonInput, poissonInput } from './poisson-input.ts';
export { asyncCyclic, asyncRandom, blockwise, type Schedule } from './population-schedule.ts';
export { grid, hexagonal, line, type Positions, positions, ring, scattered } from './position.ts';
export * from './remote/index.ts';
export { cycle, cycleJumps, delayLine, type RingWiring, smallWorld } from './ring-wiring.ts';
export type { BoundRule, LearningRule, Rule, RuleParameter, RuleSide, RuleState } from './rule.ts';
export {
  type Expectation,
  type GraphLayout,
  type Interval,
  isScenario,
  type Panel,
  type PanelScale,
  type Precision,
  type Relief,
  type Scenario,
  type ScenarioDefinition,
  type Surface,
} from './scenario.ts';
export { type WeightsOf, weightsOf } from './shared-weights.ts';
export {
  type Cells,
  type Checkpoint,
  type LearningProgress,
  type Progress,
  type ProjectionActivity,
  type ReportThrow,
  type SimulateOptions,
  Simulation,
  type SimulationEvent,
  type SimulationOptions,
  type Stimulation,
  simulate,
} from './simulation/index.ts';
export { roundToSteps, toSteps } from './steps.ts';
export type { CheckedStimulus, Stimulus } from './stimulus.ts';
export { suggest } from './suggest.ts';
export { tagAxes, tagWord } from './tag-axes.ts';
export { type CellTags, type Generation, type NetworkTags, networkTags } from './tags.ts';
export * from './trace/index.ts';
export * from './training/index.ts';
export {
  type Drive,
  type LyapunovMetric,
  lyapunovExponent,
  noiseInto,
  type StateDistanceMetric,
  type StateRankMetric,
  type StreamOptions,
  type Streams,
  stateDistance,
  stateRank,
  type TrialMetric,
  trainsInto,
} from './trial-metrics.ts';
export {
  formatQuantity,
  parseQuantity,
  type Quantity,
  type SameUnit,
  type UnitOf,
  type UnitSymbol,
  type UnitText,
} from './units.ts';
export { unrolled } from './unrolled.ts';
export {
  allToAll,
  type Connecting,
  fixedInDegree,
  fixedOutDegree,
  fixedTotalNumber,
  oneToOne,
  type PairProbability,
  pairs,
  probability,
  type ReplacementOption,
  type SelfConnectionOption,
  type Wiring,
  type WiringOptions,
} from './wiring.ts';
