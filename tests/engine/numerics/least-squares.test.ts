import { describe, expect, it } from 'vitest';
import { solveLeastSquares } from '../../../engine/numerics/index.ts';
import { RandomStream } from '../../../engine/random.ts';

function random(count: number, name: string): Float64Array {
  const stream = new RandomStream(1, name);
  return Float64Array.from({ length: count }, (_, i) => 2 * stream.uniform(i, 0, 0, 0) - 1);
}

/** A x - b, rows x outputs. */
function residual(a: Float64Array, b: Float64Array, x: Float64Array, columns: number, outputs: number): Float64Array {
  return b.map((value, at) => {
    const [row, k] = [Math.floor(at / outputs), at % outputs];
    let sum = -value;
    for (let j = 0; j < columns; j++) sum += a[row * columns + j]! * x[j * outputs + k]!;
    return sum;
  });
}

/** Largest of |A' r|: 0 where no change of x makes the error smaller. */
function slope(a: Float64Array, r: Float64Array, columns: number, outputs: number): number {
  let most = 0;
  for (let j = 0; j < columns; j++)
    for (let k = 0; k < outputs; k++) {
      let sum = 0;
      for (let i = 0; i < r.length / outputs; i++) sum += a[i * columns + j]! * r[i * outputs + k]!;
      most = Math.max(most, Math.abs(sum));
    }
  return most;
}

// Numbers of order one, some dozen operations each: rounding of 1e-15, times a condition of 100.
const tolerance = 1e-12;

describe('least squares', () => {
  it('leave no slope of the error', () => {
    const [a, b] = [random(30 * 8, 'a'), random(30 * 2, 'b')];
    const x = solveLeastSquares(a, b, 8, 2);
    expect(slope(a, residual(a, b, x, 8, 2), 8, 2)).toBeLessThan(tolerance);
  });

  it('solve a square system', () => {
    const [a, b] = [random(9 * 9, 'square'), random(9, 'b')];
    const x = solveLeastSquares(a, b, 9, 1);
    expect(Math.max(...residual(a, b, x, 9, 1).map(Math.abs))).toBeLessThan(tolerance);
  });

  it.each([
    ['of more unknowns than rows', 4, 9, false],
    ['of columns that depend on each other', 30, 9, true],
  ])('take the smallest solution %s', (_, rows, columns, dependent) => {
    const [a, b] = [random(rows * columns, 'wide'), random(rows, 'b')];
    if (dependent)
      for (let i = 0; i < rows; i++) {
        a[i * columns + 5] = a[i * columns]! - 2 * a[i * columns + 1]!;
        a[i * columns + 7] = a[i * columns + 2]!;
      }
    const x = solveLeastSquares(a, b, columns, 1);
    expect(slope(a, residual(a, b, x, columns, 1), columns, 1)).toBeLessThan(tolerance);
    // The smallest solution is a sum of rows: what is left of it by least squares on the rows is nothing.
    const transposed = Float64Array.from(
      { length: rows * columns },
      (_, at) => a[(at % rows) * columns + Math.floor(at / rows)]!,
    );
    const shares = solveLeastSquares(transposed, x, rows, 1);
    expect(Math.max(...residual(transposed, x, shares, rows, 1).map(Math.abs))).toBeLessThan(tolerance);
  });

  it('give 0 where all columns are 0, and refuse NaN', () => {
    expect([...solveLeastSquares(new Float64Array(6), random(3, 'b'), 2, 1)]).toEqual([0, 0]);
    expect(() => solveLeastSquares(Float64Array.of(1, Number.NaN), Float64Array.of(1, 1), 1, 1)).toThrow(/NaN or infinity/);
  });
});
