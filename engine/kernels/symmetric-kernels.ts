/** Kernels of undirected connections, as assembly/symmetric.as.ts and symmetric-reference.ts have them. */

/** `weights`: of cells i > j at i (i - 1) / 2 + j. */
export interface SymmetricKernels {
  /**
   * out[i] += the sum over all other cells j of w[i][j] values[j]: for each i ascending first to out[j], j < i, then to out[i], whose own sum over
   * j < i is one of four vectors and of what is left over, see symmetric.as.ts.
   */
  sumPairs64(weights: number, values: number, out: number, cells: number): void;
  sumPairs32(weights: number, values: number, out: number, cells: number): void;
  /** field[j] += w[cell][j] change for all other cells j. */
  addPairs64(weights: number, field: number, cells: number, cell: number, change: number): void;
  addPairs32(weights: number, field: number, cells: number, cell: number, change: number): void;
}
