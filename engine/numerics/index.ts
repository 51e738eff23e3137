/** Solvers that are not networks. */
export { type GramSums, kernelGramSums, type MakeGramSums, plainGramSums } from './gram.ts';
export { solveLeastSquares } from './least-squares.ts';
export { RidgeAccumulator, type RidgeOptions, type RidgeSolution, ridgePredict } from './ridge.ts';
