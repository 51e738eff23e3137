/** The door of learning by gradients. */
export { optimiserNames } from './optimisers.ts';
export { planGradient } from './plan.ts';
export { rateAt } from './rate-at.ts';
