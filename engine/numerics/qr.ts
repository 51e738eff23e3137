/** A = Q R P' by Householder reflections with column pivoting, float64. Only + - * / sqrt in one fixed order, so the same bits everywhere. */

export interface PivotedQr {
  /** rows x columns: R in and above the diagonal, the reflections' vectors below it (their first element is 1). */
  readonly matrix: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Of each reflection I - tau v v'. */
  readonly taus: Float64Array;
  /** Column i of Q R is column pivots[i] of A. */
  readonly pivots: Uint32Array;
  /** Columns that do not depend on those before, within rounding. */
  readonly rank: number;
}

/** `matrix`: row by row; overwritten. */
export function qrWithPivoting(matrix: Float64Array, rows: number, columns: number): PivotedQr {
  const steps = Math.min(rows, columns);
  const taus = new Float64Array(steps);
  const pivots = Uint32Array.from({ length: columns }, (_, i) => i);
  const tolerance = Math.max(rows, columns) * 2 ** -52;
  let first = 0;
  let rank = 0;
  for (; rank < steps; rank++) {
    const norms = columnNorms(matrix, rows, columns, rank);
    const best = indexOfLargest(norms, rank);
    if (rank === 0) first = norms[best]!;
    if (norms[best]! <= tolerance * first) break;
    swapColumns(matrix, rows, columns, rank, best);
    [pivots[rank], pivots[best]] = [pivots[best]!, pivots[rank]!];
    taus[rank] = makeReflection(matrix, rows, columns, rank);
    for (let j = rank + 1; j < columns; j++) applyTo(matrix, columns, j, matrix, rows, columns, rank, taus[rank]!);
  }
  return { matrix, rows, columns, taus, pivots, rank };
}

/** right = Q' right, or ('back') Q right; rows x outputs, row by row. */
export function reflect(
  { matrix, rows, columns, taus, rank }: PivotedQr,
  right: Float64Array,
  outputs: number,
  way: 'there' | 'back' = 'there',
): void {
  for (let i = 0; i < rank; i++) {
    const k = way === 'there' ? i : rank - 1 - i;
    for (let j = 0; j < outputs; j++) applyTo(right, outputs, j, matrix, rows, columns, k, taus[k]!);
  }
}

/** Of what is left of each column, from row `from` on. */
function columnNorms(matrix: Float64Array, rows: number, columns: number, from: number): Float64Array {
  const norms = new Float64Array(columns);
  for (let i = from; i < rows; i++)
    for (let j = from; j < columns; j++) norms[j]! += matrix[i * columns + j]! * matrix[i * columns + j]!;
  for (let j = from; j < columns; j++) norms[j] = Math.sqrt(norms[j]!);
  return norms;
}

function indexOfLargest(values: Float64Array, from: number): number {
  let best = from;
  for (let i = from + 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

function swapColumns(matrix: Float64Array, rows: number, columns: number, a: number, b: number): void {
  if (a === b) return;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    [matrix[row + a], matrix[row + b]] = [matrix[row + b]!, matrix[row + a]!];
  }
}

/** Turns column k, from row k on, into (alpha, 0, ...); its vector stays below the diagonal. Returns tau. */
function makeReflection(matrix: Float64Array, rows: number, columns: number, k: number): number {
  let squares = 0;
  for (let i = k + 1; i < rows; i++) squares += matrix[i * columns + k]! * matrix[i * columns + k]!;
  const head = matrix[k * columns + k]!;
  if (squares === 0) return 0;
  const norm = Math.sqrt(head * head + squares);
  const alpha = head > 0 ? -norm : norm;
  for (let i = k + 1; i < rows; i++) matrix[i * columns + k]! /= head - alpha;
  matrix[k * columns + k] = alpha;
  return (alpha - head) / alpha;
}

/** Column j of `target` (`width` numbers a row) by the reflection that lies in column k of `matrix`. */
function applyTo(
  target: Float64Array,
  width: number,
  j: number,
  matrix: Float64Array,
  rows: number,
  columns: number,
  k: number,
  tau: number,
): void {
  let sum = target[k * width + j]!;
  for (let i = k + 1; i < rows; i++) sum += matrix[i * columns + k]! * target[i * width + j]!;
  sum *= tau;
  target[k * width + j]! -= sum;
  for (let i = k + 1; i < rows; i++) target[i * width + j]! -= sum * matrix[i * columns + k]!;
}
