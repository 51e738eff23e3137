/** Solvers that are not networks. */
export { freeEnergy, logPartition, type RestrictedEnergy, softplus } from './boltzmann.ts';
export { type Eigenvalues, eigenvalues, spectralRadiusOf } from './eigenvalues.ts';
export { type GramSums, kernelGramSums, type MakeGramSums, plainGramSums } from './gram.ts';
export { solveLeastSquares } from './least-squares.ts';
export { type PivotedQr, qrWithPivoting, reflect } from './qr.ts';
export { RidgeAccumulator, type RidgeOptions, type RidgeSolution, ridgePredict } from './ridge.ts';
