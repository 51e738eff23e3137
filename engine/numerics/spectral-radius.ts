/** The largest magnitude of an eigenvalue: by all eigenvalues where they are few, by Arnoldi's method where they are many. */
import { largestEigenvalue } from './arnoldi.ts';
import { spectralRadiusOf } from './eigenvalues.ts';
import { dense, multiply, type SparseMatrix, submatrix } from './sparse-matrix.ts';
import { strongComponents } from './strong-components.ts';

/** Rows up to which all eigenvalues are found, in half a second. */
const FEW = 512;

/** @throws NeurariumError 'run' where it is not found */
export function sparseSpectralRadius(matrix: SparseMatrix): number {
  if (matrix.n <= FEW) return spectralRadiusOf(dense(matrix), matrix.n);
  // Long paths without a circle have no eigenvalue but 0, yet are nearly as if they had: they are taken out first.
  const parts = strongComponents(matrix).map((rows) => submatrix(matrix, rows));
  return parts.reduce((most, part) => Math.max(most, ofPart(part)), 0);
}

function ofPart(part: SparseMatrix): number {
  if (part.n <= FEW) return spectralRadiusOf(dense(part), part.n);
  return largestEigenvalue((x, to) => multiply(part, x, to), part.n);
}
