/**
 * The fixed kernels over matrices and vectors: what learning by gradients is made of. Row-major; all addresses are bytes, multiples of
 * the number's size; leading dimensions `ld*`, from one row to the next, are numbers of numbers. Nothing is checked, nothing overlaps.
 */

/**
 * `c`: rows x columns. Adds to each output the sum over k ascending of `inner` products, in one accumulator that starts at 0 and is
 * added to c once: bit for bit the plain triple loop, each operation rounded. `pack`: scratch of `packBytes`, left in no state.
 */
export type MatrixProduct = (
  a: number,
  b: number,
  c: number,
  rows: number,
  inner: number,
  columns: number,
  ldA: number,
  ldB: number,
  ldC: number,
  pack: number,
) => void;

export interface MatrixKernels {
  /** c[i][j] += sum over k of a[i][k] * b[k][j]. */
  matrixProduct64: MatrixProduct;
  matrixProduct32: MatrixProduct;
  /** c[i][j] += sum over k of a[k][i] * b[k][j]; `a` is inner x rows. */
  matrixProductTN64: MatrixProduct;
  matrixProductTN32: MatrixProduct;
  /** c[i][j] += sum over k of a[i][k] * b[j][k]; `b` is columns x inner. */
  matrixProductNT64: MatrixProduct;
  matrixProductNT32: MatrixProduct;

  /** to[j][i] = from[i][j]; `from`: rows x columns. */
  transpose64(from: number, to: number, rows: number, columns: number, ldFrom: number, ldTo: number): void;
  transpose32(from: number, to: number, rows: number, columns: number, ldFrom: number, ldTo: number): void;

  /** out[j] += sum over i ascending of a[i][j], which starts at 0. */
  columnSums64(a: number, out: number, rows: number, columns: number, ldA: number): void;
  columnSums32(a: number, out: number, rows: number, columns: number, ldA: number): void;

  /** y[i] += factor * x[i]; the factor of float32 is rounded first. x may be y. */
  axpy64(factor: number, x: number, y: number, count: number): void;
  axpy32(factor: number, x: number, y: number, count: number): void;

  /**
   * Sum of x[i] * y[i], all of it in float64. Of the whole groups of eight, accumulator r of eight, from 0, takes the numbers r, r + 8,
   * r + 16, ...; the result is 0 plus the accumulators in order, then plus what is left over, one by one. x may be y.
   */
  dot64(x: number, y: number, count: number): number;
  dot32(x: number, y: number, count: number): number;
  /** The dot product of x with itself. */
  squaredNorm64(x: number, count: number): number;
  squaredNorm32(x: number, count: number): number;
}

/** Bytes of a panel's row, and rows of a tile: those of assembly/matrix-tile.as.ts. */
const panelRowBytes = 32;
const tileRows = 4;

/** What a product needs at `pack`: a panel of b and the tile of an edge, or the accumulators of one row; whatever the rows. */
export function packBytes(inner: number, columns: number, precision: 'float64' | 'float32'): number {
  return Math.max((inner + tileRows) * panelRowBytes, columns * (precision === 'float64' ? 8 : 4));
}
