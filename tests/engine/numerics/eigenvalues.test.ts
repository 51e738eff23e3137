/** Eigenvalues against NumPy, and of matrices that have them by construction. */
import { describe, expect, it } from 'vitest';
import { eigenvalues, spectralRadiusOf } from '../../../engine/numerics/index.ts';
import { RandomStream } from '../../../engine/random.ts';
import reference from '../../reference/learning/reservoir.json' with { type: 'json' };

function sorted(matrix: Float64Array, n: number): [number, number][] {
  const { real, imaginary } = eigenvalues(matrix, n);
  const pairs = Array.from(real, (re, i): [number, number] => [re, imaginary[i]!]);
  return pairs.sort(([a, b], [c, d]) => (Math.abs(a - c) > 1e-9 ? a - c : b - d));
}

function random(n: number): Float64Array {
  const stream = new RandomStream(1, 'matrix');
  return Float64Array.from({ length: n * n }, (_, k) => 2 * stream.uniform(0, k, 0, 0) - 1);
}

describe('eigenvalues', () => {
  // A well-conditioned matrix of 12: rounding times some tens.
  it('are those that NumPy finds', () => {
    const found = sorted(Float64Array.from(reference.matrix.flat()), 12);
    found.forEach(([real, imaginary], i) => {
      expect(real).toBeCloseTo(reference.real[i]!, 12);
      expect(imaginary).toBeCloseTo(reference.imaginary[i]!, 12);
    });
    expect(spectralRadiusOf(Float64Array.from(reference.matrix.flat()), 12)).toBeCloseTo(reference.radius, 12);
  });

  it('of a circle of n cells are the n-th roots of 1', () => {
    const n = 7;
    const circle = Float64Array.from({ length: n * n }, (_, k) => Number(k % n === (Math.floor(k / n) + 1) % n));
    const { real, imaginary } = eigenvalues(circle, n);
    for (let i = 0; i < n; i++) expect(Math.hypot(real[i]!, imaginary[i]!)).toBeCloseTo(1, 12);
    expect(real.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 12);
  });

  it('of a triangle are its diagonal, also where it is 0', () => {
    expect(Array.from(eigenvalues(Float64Array.of(0, 5, 1, 0, 0, 2, 0, 0, 3), 3).real).sort()).toEqual([0, 0, 3]);
    expect(spectralRadiusOf(new Float64Array(16), 4)).toBe(0);
  });

  it('have the trace of the matrix as their sum, and that of its square as the sum of their squares', () => {
    const n = 60;
    const matrix = random(n);
    const { real, imaginary } = eigenvalues(matrix, n);
    let [trace, square] = [0, 0];
    for (let i = 0; i < n; i++) {
      trace += matrix[i * n + i]!;
      for (let j = 0; j < n; j++) square += matrix[i * n + j]! * matrix[j * n + i]!;
    }
    expect(real.reduce((sum, value) => sum + value, 0)).toBeCloseTo(trace, 10);
    expect(real.reduce((sum, re, i) => sum + re * re - imaginary[i]! * imaginary[i]!, 0)).toBeCloseTo(square, 9);
  });

  it('are refused of NaN', () => {
    expect(() => eigenvalues(Float64Array.of(1, Number.NaN, 0, 1), 2)).toThrow('NaN or infinity');
  });
});
