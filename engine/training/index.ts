/** The door of training, described: data, encoding, learners, losses, optimisers, schedules, stages. */
export { type BoltzmannDefinition, type BoltzmannLearner, boltzmannLearning, phaseSteps } from './boltzmann.ts';
export { type CompletionMetric, completion, type KlDivergenceMetric, klDivergence } from './boltzmann-metrics.ts';
export { type CentresLearner, type CentresWidth, centres } from './centres.ts';
export { contrastiveDivergence, type DivergenceDefinition, type DivergenceLearner } from './divergence.ts';
export {
  type BatchLearner,
  type GradientDefinition,
  type GradientLearner,
  gradient,
  type Learner,
  learnsFromBatches,
  type RidgeLearner,
  ridge,
} from './learners.ts';
export { type LocalDefinition, type LocalLearner, local, type MeansLearner, means } from './local.ts';
export {
  binaryCrossEntropy,
  crossEntropy,
  hinge,
  type Loss,
  type LossKind,
  perceptronLoss,
  squaredError,
} from './losses.ts';
export {
  type ComponentMetric,
  componentAngle,
  type FoldsMetric,
  folds,
  lengthError,
  type MapErrorMetric,
  type PurityMetric,
  purity,
  quantisationError,
  topographicError,
} from './map-metrics.ts';
export {
  type ActivityMetric,
  type AllowedMetric,
  activitySpread,
  agreement,
  type BatchMetric,
  type CapacityMetric,
  type ClassAccuracyMetric,
  type CoverageMetric,
  chosenPenalty,
  classAccuracy,
  classesAnswered,
  type DeltaNormMetric,
  type During,
  type DuringOption,
  deltaNorm,
  type ErrorKind,
  type ErrorMetric,
  type FreeEnergyMetric,
  freeEnergy,
  type LearningMetric,
  type LossMetric,
  largestError,
  leastAllowed,
  logLikelihood,
  loss,
  meanAbsoluteError,
  meanActivity,
  meanSquaredError,
  memoryCapacity,
  mistakes,
  mostAstray,
  normalisedError,
  type PenaltyMetric,
  rootMeanSquaredError,
  type SurpriseMetric,
  surprise,
  type UpdatesMetric,
  updates,
  type ValidTimeMetric,
  validTime,
} from './metrics.ts';
export { lessonKinds } from './of-batches.ts';
export {
  adam,
  adamw,
  centredRmsprop,
  momentum,
  nesterov,
  type Optimiser,
  type OptimiserName,
  rmsprop,
  sgd,
} from './optimisers.ts';
export {
  leastMeanSquares,
  leastSquares,
  type ReadoutDefinition,
  type ReadoutLearner,
  type ReadoutMethod,
  recursiveLeastSquares,
  transitionCounts,
} from './readouts.ts';
export { cosine, geometric, inverse, linear, type Rate, type RateSchedule, stepped, warmUp } from './schedule.ts';
export { type DataSelection, dataset, type Encoding, type ParameterEncoding, type PortEncoding } from './selection.ts';
export {
  type BatchDream,
  type BatchStage,
  type BatchTest,
  type BatchTrain,
  bestOf,
  dream,
  type EarlyStopping,
  earlyStopping,
  type PresentStage,
  type PresentTest,
  type PresentTrain,
  type Reached,
  type Restarts,
  reached,
  type Stage,
  test,
  train,
} from './stages.ts';
export { type StorageDefinition, type StorageLearner, type StorageRule, storePatterns } from './storage.ts';
export { type Surrogate, type SurrogateShape, surrogate } from './surrogate.ts';
