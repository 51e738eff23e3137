import { describe, expect, it } from 'vitest';
import { matrixExponential } from '../../../engine/kernels/matrix-exponential.ts';
import { cos, exp, expm1, sin } from '../../../engine/kernels/own-math.ts';

/** Each entry relative to itself; what should be 0 must be 0. */
function expectEntries(given: Float64Array, expected: readonly number[], tolerance = 1e-14): void {
  expect(given).toHaveLength(expected.length);
  expected.forEach((value, at) =>
    expect(Math.abs(given[at]! - value), `entry ${at}`).toBeLessThanOrEqual(tolerance * Math.abs(value)),
  );
}

const lengths = [1e-6, 0.001, 0.01, 0.1, 0.4, 0.5, 1, 3, 10, 30];

describe('matrixExponential', () => {
  it('of a zero matrix is the identity, exactly', () => {
    expect(Array.from(matrixExponential(new Float64Array(9), 3))).toEqual([1, 0, 0, 0, 1, 0, 0, 0, 1]);
  });

  it('of a decay is exactly that of exp', () => {
    for (const x of lengths) {
      expect(matrixExponential([-x], 1)[0]).toBe(exp(-x));
      const three = matrixExponential([-x, x, 0.1, 0, -2 * x, 0.3, 0, 0, -3 * x], 3);
      expect([three[0], three[4], three[8]]).toEqual([exp(-x), exp(-2 * x), exp(-3 * x)]);
      expect([three[3], three[6], three[7]]).toEqual([0, 0, 0]);
    }
  });

  it('of a decay towards a constant (a singular matrix) gives the saturating exponential', () => {
    for (const x of lengths) {
      const given = matrixExponential([-x, x, 0, 0], 2);
      expectEntries(given, [exp(-x), -expm1(-x), 0, 1]);
      expect(given[3]).toBe(1);
    }
  });

  it('of two equal time constants gives the alpha function', () => {
    for (const x of lengths) expectEntries(matrixExponential([-x, 0, x, -x], 2), [exp(-x), 0, x * exp(-x), exp(-x)]);
  });

  it('of three equal time constants in a chain, in any order of the variables, gives x^2 / 2 e^-x', () => {
    for (const x of lengths) {
      const e = exp(-x);
      // 1 drives 2, 2 drives 0.
      const given = matrixExponential([-x, 0, x, 0, -x, 0, 0, x, -x], 3);
      expectEntries(given, [e, ((x * x) / 2) * e, x * e, 0, e, 0, 0, x * e, e]);
    }
  });

  it('of two nearly equal time constants keeps its accuracy, where the quotient of differences would lose it', () => {
    for (const x of lengths) {
      const other = x * (1 + 1e-9);
      // (e^-x - e^-other) / (other - x) = e^-x (1 - d/2) up to d^2, with d = other - x.
      const expected = x * exp(-x) * (1 - (other - x) / 2);
      expect(Math.abs(matrixExponential([-other, x, 0, -x], 2)[1]! / expected - 1)).toBeLessThan(2e-14);
    }
  });

  it('of a rotation gives cosine and sine', () => {
    for (const x of lengths) {
      const given = matrixExponential([0, -x, x, 0], 2);
      const expected = [cos(x), -sin(x), sin(x), cos(x)];
      // Relative to the rotation's own size, 1; the angle's condition multiplies the error.
      const tolerance = 1e-15 * Math.max(1, 4 * x);
      expected.forEach((value, at) => expect(Math.abs(given[at]! - value), `x = ${x}, entry ${at}`).toBeLessThan(tolerance));
    }
  });

  it('of an adaptation loop (damped oscillation) gives its closed form', () => {
    // [[-a, -b], [b, -a]]: a rotation that decays.
    for (const [a, b] of [
      [0.1, 0.3],
      [1, 0.2],
      [2, 5],
    ] as const) {
      const given = matrixExponential([-a, -b, b, -a], 2);
      const size = exp(-a);
      const expected = [size * cos(b), -size * sin(b), size * sin(b), size * cos(b)];
      expected.forEach((value, at) => expect(Math.abs(given[at]! - value) / size).toBeLessThan(1e-14));
    }
  });

  it('goes to 0 without overflow for steps far longer than the time constant', () => {
    expectEntries(matrixExponential([-2000, 2000, 0, 0], 2), [0, 1, 0, 1], 1e-13);
  });

  it('is NaN throughout where an entry is not finite', () => {
    for (const entry of [Number.NaN, Infinity])
      expect(Array.from(matrixExponential([1, entry, 0, 1], 2))).toEqual(Array(4).fill(Number.NaN));
  });
});
