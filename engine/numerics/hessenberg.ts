/**
 * A matrix made similar to one that is 0 below its first subdiagonal, by elimination with pivoting (Wilkinson 1965, The Algebraic Eigenvalue
 * Problem, chapter 6). float64, only + - * / in one fixed order, so the same bits everywhere.
 */

/** Overwrites `a`, n x n, row by row. */
export function toHessenberg(a: Float64Array, n: number): void {
  const factors = new Float64Array(n);
  for (let m = 1; m < n - 1; m++) {
    const pivot = largestBelow(a, n, m);
    if (a[pivot * n + m - 1] === 0) continue;
    if (pivot !== m) exchange(a, n, m, pivot);
    const head = a[m * n + m - 1]!;
    for (let i = m + 1; i < n; i++) {
      const factor = a[i * n + m - 1]! / head;
      factors[i] = factor;
      if (factor === 0) continue;
      a[i * n + m - 1] = 0;
      for (let j = m; j < n; j++) a[i * n + j]! -= factor * a[m * n + j]!;
    }
    // The inverse from the right: column m gets the columns after it, in one pass over the rows.
    for (let j = 0; j < n; j++) {
      let sum = a[j * n + m]!;
      for (let i = m + 1; i < n; i++) sum += factors[i]! * a[j * n + i]!;
      a[j * n + m] = sum;
    }
  }
}

/** Row of the largest number of column m - 1, from row m on. */
function largestBelow(a: Float64Array, n: number, m: number): number {
  let best = m;
  for (let i = m + 1; i < n; i++) if (Math.abs(a[i * n + m - 1]!) > Math.abs(a[best * n + m - 1]!)) best = i;
  return best;
}

function exchange(a: Float64Array, n: number, one: number, other: number): void {
  for (let j = 0; j < n; j++) [a[one * n + j], a[other * n + j]] = [a[other * n + j]!, a[one * n + j]!];
  for (let i = 0; i < n; i++) [a[i * n + one], a[i * n + other]] = [a[i * n + other]!, a[i * n + one]!];
}
