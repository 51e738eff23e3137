/** How much of an eigenvector of a small matrix of Hessenberg form lies in its last row: what Arnoldi's method asks to know how near it is. */

/**
 * |s_last| of the eigenvector s, of length 1, to the eigenvalue `real` + i `imaginary` of `h`, n x n, row by row: one step of inverse iteration,
 * by elimination with pivoting of neighbouring rows, in complex numbers (Wilkinson 1965, The Algebraic Eigenvalue Problem, chapter 9).
 */
export function lastOfEigenvector(h: Float64Array, n: number, real: number, imaginary: number): number {
  const re = h.slice();
  const im = new Float64Array(n * n);
  let size = 0;
  for (let i = 0; i < n; i++) {
    re[i * n + i]! -= real;
    im[i * n + i] = -imaginary;
    for (let j = 0; j < n; j++) size = Math.max(size, Math.abs(h[i * n + j]!));
  }
  eliminate(re, im, n);
  // Where a pivot is 0 the eigenvalue is exact: a rounding stands for it.
  return lastShare(re, im, n, size * 2 ** -52);
}

function eliminate(re: Float64Array, im: Float64Array, n: number): void {
  for (let k = 0; k + 1 < n; k++) {
    const [row, below] = [k * n, (k + 1) * n];
    if (Math.abs(re[below + k]!) + Math.abs(im[below + k]!) > Math.abs(re[row + k]!) + Math.abs(im[row + k]!)) {
      for (let j = k; j < n; j++) {
        [re[row + j], re[below + j]] = [re[below + j]!, re[row + j]!];
        [im[row + j], im[below + j]] = [im[below + j]!, im[row + j]!];
      }
    }
    const [a, b] = [re[row + k]!, im[row + k]!];
    const square = a * a + b * b;
    if (square === 0) continue;
    const [c, d] = [re[below + k]!, im[below + k]!];
    const [p, q] = [(c * a + d * b) / square, (d * a - c * b) / square];
    for (let j = k; j < n; j++) {
      re[below + j]! -= p * re[row + j]! - q * im[row + j]!;
      im[below + j]! -= p * im[row + j]! + q * re[row + j]!;
    }
  }
}

/** Solves U s = (1, ..., 1) from the last row up. */
function lastShare(re: Float64Array, im: Float64Array, n: number, smallest: number): number {
  const [x, y] = [new Float64Array(n).fill(1), new Float64Array(n)];
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) {
      x[i]! -= re[i * n + j]! * x[j]! - im[i * n + j]! * y[j]!;
      y[i]! -= re[i * n + j]! * y[j]! + im[i * n + j]! * x[j]!;
    }
    let [a, b] = [re[i * n + i]!, im[i * n + i]!];
    if (Math.abs(a) + Math.abs(b) < smallest) [a, b] = [smallest, 0];
    const square = a * a + b * b;
    [x[i], y[i]] = [(x[i]! * a + y[i]! * b) / square, (y[i]! * a - x[i]! * b) / square];
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += x[i]! * x[i]! + y[i]! * y[i]!;
  return Math.sqrt((x[n - 1]! * x[n - 1]! + y[n - 1]! * y[n - 1]!) / total);
}
