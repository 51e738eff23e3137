/** Solvers that are not networks. */
export { type Eigenvalues, eigenvalues, spectralRadiusOf } from './eigenvalues.ts';
export { type GramSums, kernelGramSums, type MakeGramSums, plainGramSums } from './gram.ts';
export { solveLeastSquares } from './least-squares.ts';
export { checkTransitions, hittingTimes, stationaryDistribution } from './markov.ts';
export { type PivotedQr, qrWithPivoting, reflect } from './qr.ts';
export { RidgeAccumulator, type RidgeOptions, type RidgeSolution, ridgePredict } from './ridge.ts';
