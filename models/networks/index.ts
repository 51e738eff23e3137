/** The networks, one per file. */
export { type FeedForwardOptions, feedForward } from './feed-forward.ts';
export { glorot, he, lecun } from './initial-weights.ts';
export { type LiquidOptions, liquid } from './liquid.ts';
