/** QR steps with given shifts on a matrix of Hessenberg form, two shifts at a time, as Francis does them (1961, Comput J 4:265), with the rotation kept. */

/** An eigenvalue that a step shifts by: real and imaginary part. */
export type Shift = readonly [real: number, imaginary: number];

/**
 * `h`, n x n, row by row, becomes Q' H Q, of Hessenberg form again; returns Q. Shifts: pairs of conjugates beside each other, and an even number of
 * real ones.
 */
export function shifted(h: Float64Array, n: number, shifts: readonly Shift[]): Float64Array {
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * n + i] = 1;
  for (const [real, imaginary] of shifts) if (imaginary > 0) doubleStep(h, q, n, 2 * real, real * real + imaginary * imaginary);
  const alone = shifts.filter(([, imaginary]) => imaginary === 0);
  for (let k = 0; k + 1 < alone.length; k += 2)
    doubleStep(h, q, n, alone[k]![0] + alone[k + 1]![0], alone[k]![0] * alone[k + 1]![0]);
  return q;
}

/** With shifts of that sum and product. */
function doubleStep(h: Float64Array, q: Float64Array, n: number, sum: number, product: number): void {
  const at = (i: number, j: number) => h[i * n + j]!;
  let x = at(0, 0) * at(0, 0) + at(0, 1) * at(1, 0) - sum * at(0, 0) + product;
  let y = at(1, 0) * (at(0, 0) + at(1, 1) - sum);
  let z = n > 2 ? at(1, 0) * at(2, 1) : 0;
  for (let k = 0; k + 1 < n; k++) {
    reflect(h, q, n, k, x, y, k + 2 < n ? z : 0);
    x = at(k + 1, k);
    y = k + 2 < n ? at(k + 2, k) : 0;
    z = k + 3 < n ? at(k + 3, k) : 0;
  }
}

/** The reflection that turns (x, y, z) into (alpha, 0, 0) at rows and columns k to k + 2; the bulge that it pushes on is 0 behind it. */
function reflect(h: Float64Array, q: Float64Array, n: number, k: number, x: number, y: number, z: number): void {
  const scale = Math.abs(x) + Math.abs(y) + Math.abs(z);
  if (scale === 0 || (y === 0 && z === 0)) return;
  const [a, b, c] = [x / scale, y / scale, z / scale];
  const norm = Math.sqrt(a * a + b * b + c * c);
  const alpha = a > 0 ? -norm : norm;
  const head = a - alpha;
  const [v1, v2, tau] = [b / head, c / head, -head / alpha];
  const three = k + 2 < n;
  const [row, next, last] = [k * n, (k + 1) * n, (k + (three ? 2 : 1)) * n];
  for (let j = Math.max(0, k - 1); j < n; j++) {
    const part = tau * (h[row + j]! + v1 * h[next + j]! + (three ? v2 * h[last + j]! : 0));
    h[row + j]! -= part;
    h[next + j]! -= part * v1;
    if (three) h[last + j]! -= part * v2;
  }
  const fromRight = (matrix: Float64Array, rows: number) => {
    for (let i = 0; i < rows; i++) {
      const place = i * n + k;
      const part = tau * (matrix[place]! + v1 * matrix[place + 1]! + (three ? v2 * matrix[place + 2]! : 0));
      matrix[place]! -= part;
      matrix[place + 1]! -= part * v1;
      if (three) matrix[place + 2]! -= part * v2;
    }
  };
  fromRight(h, Math.min(n, k + 4));
  fromRight(q, n);
  if (k === 0) return;
  h[next + k - 1] = 0;
  if (three) h[last + k - 1] = 0;
}
