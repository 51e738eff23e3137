/** A square matrix of which only the entries that are there are kept, row by row. */

export interface SparseMatrix {
  readonly n: number;
  /** n + 1: where each row's entries begin, and where the last row's end. */
  readonly starts: Uint32Array;
  /** Of each entry. */
  readonly columns: Uint32Array;
  readonly values: Float64Array;
}

/** Calls `visit` for each entry, always in the same order; a place that comes twice counts twice. */
export type Entries = (visit: (row: number, column: number, value: number) => void) => void;

/** Goes through the entries twice: once to count them, once to keep them. */
export function sparseMatrix(n: number, entries: Entries): SparseMatrix {
  const starts = new Uint32Array(n + 1);
  entries((row) => {
    starts[row + 1]!++;
  });
  for (let i = 0; i < n; i++) starts[i + 1]! += starts[i]!;
  const columns = new Uint32Array(starts[n]!);
  const values = new Float64Array(starts[n]!);
  const next = starts.slice();
  entries((row, column, value) => {
    const at = next[row]!++;
    columns[at] = column;
    values[at] = value;
  });
  return { n, starts, columns, values };
}

/** `to` = matrix x. */
export function multiply({ n, starts, columns, values }: SparseMatrix, x: Float64Array, to: Float64Array): void {
  for (let i = 0; i < n; i++) {
    let sum = 0;
    for (let k = starts[i]!; k < starts[i + 1]!; k++) sum += values[k]! * x[columns[k]!]!;
    to[i] = sum;
  }
}

/** Rows and columns at `indices` alone, in that order. */
export function submatrix(matrix: SparseMatrix, indices: Uint32Array): SparseMatrix {
  const { starts, columns, values } = matrix;
  const place = new Int32Array(matrix.n).fill(-1);
  for (let i = 0; i < indices.length; i++) place[indices[i]!] = i;
  return sparseMatrix(indices.length, (visit) => {
    for (let i = 0; i < indices.length; i++) {
      const row = indices[i]!;
      for (let k = starts[row]!; k < starts[row + 1]!; k++) {
        const column = place[columns[k]!]!;
        if (column >= 0) visit(i, column, values[k]!);
      }
    }
  });
}

/** Row by row. */
export function dense({ n, starts, columns, values }: SparseMatrix): Float64Array {
  const matrix = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let k = starts[i]!; k < starts[i + 1]!; k++) matrix[i * n + columns[k]!]! += values[k]!;
  return matrix;
}
