/**
 * Rows of a matrix that reach each other: Tarjan 1972, SIAM J Comput 1:146. The eigenvalues of the matrix are those of its strong components
 * alone; a matrix without a circle has none larger than 1 x 1, however long its paths.
 */
import type { SparseMatrix } from './sparse-matrix.ts';

/** Each component's rows, ascending. An entry that is 0 connects nothing. */
export function strongComponents({ n, starts, columns, values }: SparseMatrix): Uint32Array[] {
  const components: Uint32Array[] = [];
  /** Order of discovery, from 1; 0: not yet. */
  const found = new Uint32Array(n);
  /** The earliest discovered row that is reached, of those whose component is open. */
  const lowest = new Uint32Array(n);
  const next = starts.slice(0, n);
  const open = new Uint8Array(n);
  const [path, waiting]: [number[], number[]] = [[], []];
  let count = 0;
  const discover = (row: number) => {
    found[row] = lowest[row] = ++count;
    open[row] = 1;
    path.push(row);
    waiting.push(row);
  };
  for (let root = 0; root < n; root++) {
    if (found[root] === 0) discover(root);
    while (path.length > 0) {
      const row = path[path.length - 1]!;
      if (next[row]! < starts[row + 1]!) {
        const at = next[row]!++;
        const column = columns[at]!;
        if (values[at] === 0) continue;
        if (found[column] === 0) discover(column);
        else if (open[column] === 1) lowest[row] = Math.min(lowest[row]!, found[column]!);
        continue;
      }
      path.pop();
      const before = path[path.length - 1];
      if (before !== undefined) lowest[before] = Math.min(lowest[before]!, lowest[row]!);
      if (lowest[row] === found[row]) components.push(closed(row, waiting, open));
    }
  }
  return components;
}

/** All that waits since `root` was discovered. */
function closed(root: number, waiting: number[], open: Uint8Array): Uint32Array {
  const rows = Uint32Array.from(waiting.splice(waiting.lastIndexOf(root))).sort();
  for (const row of rows) open[row] = 0;
  return rows;
}
