/** The networks, one per file. */

export { bumpApproximator, kernelApproximator, randomApproximator } from './approximator.ts';
export { type AssociativeBeliefOptions, associativeBelief, associativeBeliefTrains } from './associative-belief.ts';
export { automatonNet } from './automaton-net.ts';
export { type BoltzmannOptions, boltzmann } from './boltzmann.ts';
export { binaryCounterNet, latchNet, ringCounterNet, serialAdderNet } from './circle-nets.ts';
export { type ConceptorOptions, conceptorOf, conceptorPenalty, conceptors } from './conceptors.ts';
export { contextChain, contextCounts } from './context-chain.ts';
export { type DeepBeliefOptions, deepBelief } from './deep-belief.ts';
export { type DeepEchoStateOptions, deepEchoState, deepEchoStateReadout } from './deep-echo-state.ts';
export { type EchoStateOptions, echoState, echoStateReadout } from './echo-state.ts';
export { elman } from './elman.ts';
export { type ExtremeLearningOptions, extremeLearning, extremeLearningReadout } from './extreme-learning.ts';
export { type FeedForwardOptions, feedForward } from './feed-forward.ts';
export { type FormulaNetOptions, formulaNet } from './formula-net.ts';
export { gru } from './gru.ts';
export { type HebbianLayerOptions, hebbianLayer } from './hebbian-layer.ts';
export { type HopfieldOptions, hopfield } from './hopfield.ts';
export { glorot, he, lecun } from './initial-weights.ts';
export { judgedNet } from './judged-net.ts';
export { type LiquidOptions, liquid } from './liquid.ts';
export { lstm } from './lstm.ts';
export { markovChain } from './markov-chain.ts';
export { type ModernHopfieldOptions, modernHopfield } from './modern-hopfield.ts';
export { type NvarOptions, nvar, nvarReadout } from './nvar.ts';
export { type PerceptronOptions, perceptron } from './perceptron.ts';
export { type RadialBasisOptions, radialBasis } from './radial-basis.ts';
export { type ReaderOptions, reader, readerTrains } from './reader.ts';
export {
  cycleRecurrence,
  delayLineRecurrence,
  jumpRecurrence,
  orthogonalRecurrence,
  type Recurrence,
  type RecurrenceKind,
  randomRecurrence,
  recurrenceKinds,
  recurrenceOf,
  smallWorldRecurrence,
} from './recurrences.ts';
export type { RecurrentOptions } from './recurrent-layer.ts';
export { type RecurrentPerceptronOptions, recurrentPerceptron } from './recurrent-perceptron.ts';
export { relativeInhibition } from './relative-inhibition.ts';
export { type RestrictedBoltzmannOptions, restrictedBoltzmann } from './restricted-boltzmann.ts';
export { mapLearner, type SelfOrganisingMapOptions, selfOrganisingMap } from './self-organising-map.ts';
export { type SpikingFeedForwardOptions, spikingFeedForward } from './spiking-feed-forward.ts';
export {
  type Inhibition,
  sideBySide,
  type ThresholdNet,
  type ThresholdUnit,
  thresholdNet,
  thresholdParts,
} from './threshold-net.ts';
