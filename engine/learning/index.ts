/** The door of learning from batches of examples. */

export { BatchExecutor, type Teacher } from './batch-executor.ts';
export { BatchNetwork } from './batch-network.ts';
export type { BatchOptions } from './batch-options.ts';
export { gateOf, type HeldAlike, type WorldHeld, worldHeld } from './boltzmann/world-held.ts';
export { type GradientOptions, GradientTrainer } from './gradient/gradient-trainer.ts';
export { optimiserNames } from './gradient/index.ts';
export type { LaneNumbers, Learner, Moment, Targets } from './learner.ts';
export { loadNetwork, type SavedNetwork, savedNetwork } from './saved-network.ts';
export type { TrainedArrays } from './trained-arrays.ts';
