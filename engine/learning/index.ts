/** The door of learning by gradients. */
export type { GradientOptions } from './gradient-options.ts';
export { GradientTrainer, type LaneNumbers } from './gradient-trainer.ts';
export { type LossName, lossNames } from './losses.ts';
export type { OptimiserSettings } from './optimiser-pass.ts';
export { type OptimiserName, optimiserNames } from './optimisers.ts';
