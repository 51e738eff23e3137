/** The networks, one per file. */
export { elman } from './elman.ts';
export { type FeedForwardOptions, feedForward } from './feed-forward.ts';
export { gru } from './gru.ts';
export { glorot, he, lecun } from './initial-weights.ts';
export { type LiquidOptions, liquid } from './liquid.ts';
export { lstm } from './lstm.ts';
export { type PerceptronOptions, perceptron } from './perceptron.ts';
export { type RadialBasisOptions, radialBasis } from './radial-basis.ts';
export type { RecurrentOptions } from './recurrent-options.ts';
