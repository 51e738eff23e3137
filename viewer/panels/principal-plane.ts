/**
 * The plane in which many numbers differ most: the two eigenvectors of their covariance with the largest eigenvalues, by power iteration
 * with the first one taken out before the second. Pure.
 */

export interface PrincipalPlane {
  readonly mean: Float64Array;
  /** Two directions of length 1, at right angles. */
  readonly directions: readonly [Float64Array, Float64Array];
  /** Share of the variance along each. */
  readonly shares: readonly [number, number];
}

const mostRounds = 60;
/** A direction that turns by less per round stands still. */
const still = 1e-10;

/** @param rows numbers row by row; null where they do not differ at all */
export function principalPlane(rows: Float64Array, width: number): PrincipalPlane | null {
  const count = rows.length / width;
  const mean = new Float64Array(width);
  for (let k = 0; k < rows.length; k++) mean[k % width]! += rows[k]! / count;
  const apart = rows.map((value, k) => value - mean[k % width]!);
  const whole = apart.reduce((sum, value) => sum + value * value, 0);
  if (!(whole > 0)) return null;
  const first = strongest(apart, width, 0);
  const left = without(apart, width, first.direction);
  const second = strongest(left, width, 1);
  return { mean, directions: [first.direction, second.direction], shares: [first.squares / whole, second.squares / whole] };
}

/** Of the two that are equal but for their sign, the one that is like `before`; without one, that whose largest part is positive. */
export function likeBefore(direction: Float64Array, before: Float64Array | null): Float64Array {
  const largest = direction.reduce((best, value, k) => (Math.abs(value) > Math.abs(direction[best]!) ? k : best), 0);
  const isAlike = before === null ? direction[largest]! >= 0 : dot(direction, 0, before) >= 0;
  return isAlike ? direction : direction.map((value) => -value);
}

function strongest(rows: Float64Array, width: number, at: number): { direction: Float64Array; squares: number } {
  // Any start but a right angle will do: this one differs in each place.
  let direction = normal(Float64Array.from({ length: width }, (_, k) => 1 / (1 + ((k + at) % width))));
  let squares = 0;
  for (let round = 0; round < mostRounds; round++) {
    const next = new Float64Array(width);
    squares = 0;
    for (let row = 0; row < rows.length; row += width) {
      const along = dot(rows, row, direction);
      squares += along * along;
      for (let k = 0; k < width; k++) next[k]! += along * rows[row + k]!;
    }
    const turned = normal(next);
    const rest = 1 - Math.abs(dot(turned, 0, direction));
    direction = turned;
    if (rest < still) break;
  }
  return { direction, squares };
}

function without(rows: Float64Array, width: number, direction: Float64Array): Float64Array {
  const left = rows.slice();
  for (let row = 0; row < rows.length; row += width) {
    const along = dot(rows, row, direction);
    for (let k = 0; k < width; k++) left[row + k]! -= along * direction[k]!;
  }
  return left;
}

function dot(rows: Float64Array, from: number, direction: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < direction.length; k++) sum += rows[from + k]! * direction[k]!;
  return sum;
}

function normal(direction: Float64Array): Float64Array {
  const length = Math.sqrt(dot(direction, 0, direction));
  return length > 0 ? direction.map((value) => value / length) : direction;
}
