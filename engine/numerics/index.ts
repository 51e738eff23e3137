/** Solvers that are not networks. */
export { choleskyFactor, choleskySolve } from './cholesky.ts';
export { type GramSums, kernelGramSums, type MakeGramSums, plainGramSums } from './gram.ts';
export { RidgeAccumulator, type RidgeOptions, type RidgeSolution, ridgePredict } from './ridge.ts';
