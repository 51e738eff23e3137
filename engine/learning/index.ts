/** The door of learning by gradients. */
export { GradientExecutor, type Teacher } from './gradient-executor.ts';
export type { GradientOptions } from './gradient-options.ts';
export { GradientTrainer, type LaneNumbers, type Targets } from './gradient-trainer.ts';
export { optimiserNames } from './optimisers.ts';
export { type Moment, rateAt } from './rate-at.ts';
export { loadNetwork, type SavedNetwork, savedNetwork } from './saved-network.ts';
export type { TrainedArrays } from './trained-arrays.ts';
