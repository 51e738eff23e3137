/** The networks, one per file. */

export { bumpApproximator, kernelApproximator, randomApproximator } from './approximator.ts';
export { type ConceptorOptions, conceptorOf, conceptorPenalty, conceptors } from './conceptors.ts';
export {
  type EchoStateOptions,
  echoState,
  echoStateReadout,
  type Recurrence,
  randomRecurrence,
} from './echo-state.ts';
export { elman } from './elman.ts';
export { type ExtremeLearningOptions, extremeLearning, extremeLearningReadout } from './extreme-learning.ts';
export { type FeedForwardOptions, feedForward } from './feed-forward.ts';
export { gru } from './gru.ts';
export { glorot, he, lecun } from './initial-weights.ts';
export { type LiquidOptions, liquid } from './liquid.ts';
export { lstm } from './lstm.ts';
export { type PerceptronOptions, perceptron } from './perceptron.ts';
export { type RadialBasisOptions, radialBasis } from './radial-basis.ts';
export type { RecurrentOptions } from './recurrent-options.ts';
export { type RecurrentPerceptronOptions, recurrentPerceptron } from './recurrent-perceptron.ts';
export { type SpikingFeedForwardOptions, spikingFeedForward } from './spiking-feed-forward.ts';
