/** Solvers that are not networks. */

export {
  type AnnealedEstimate,
  type AnnealingOptions,
  type AnnealingPath,
  annealedImportance,
} from './annealed-importance.ts';
export { type AnnealedBoltzmannOptions, annealedLogPartition } from './annealed-restricted-boltzmann.ts';
export { CrossValidation, type CrossValidationOptions } from './cross-validated.ts';
export { type Eigenvalues, eigenvalues, spectralRadiusOf } from './eigenvalues.ts';
export { type GramSums, kernelGramSums, type MakeGramSums, plainGramSums } from './gram.ts';
export {
  addIsingMeans,
  type BoltzmannShares,
  boltzmannShares,
  type IsingEnergy,
  isingEnergies,
  mostIsingCells,
  type PartlyHeld,
  partlyHeld,
} from './ising.ts';
export { solveLeastSquares } from './least-squares.ts';
export { checkTransitions, hittingTimes, stationaryDistribution } from './markov.ts';
export { type PivotedQr, qrWithPivoting, reflect } from './qr.ts';
export { freeEnergy, logPartition, type RestrictedEnergy, softplus } from './restricted-boltzmann.ts';
export { RidgeAccumulator, type RidgeOptions, type RidgeSolution, ridgePredict } from './ridge.ts';
export { type Entries, type SparseMatrix, sparseMatrix } from './sparse-matrix.ts';
export { sparseSpectralRadius } from './spectral-radius.ts';
export { type SymmetricEigen, symmetricEigen } from './symmetric-eigen.ts';
