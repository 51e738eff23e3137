import { expect, it } from 'vitest';
import { eigenvalues, symmetricEigen } from '../../../engine/numerics/index.ts';
import { RandomStream } from '../../../engine/random.ts';

const n = 9;
const random = new RandomStream(1, 'symmetric');
const matrix = new Float64Array(n * n);
for (let i = 0; i < n; i++) for (let j = 0; j <= i; j++) matrix[i * n + j] = matrix[j * n + i] = random.uniform(i, j, 0, 0) - 0.5;

it('finds the eigenvalues that the general method finds, largest first', () => {
  const { values } = symmetricEigen(matrix, n);
  const general = Array.from(eigenvalues(matrix, n).real).sort((a, b) => b - a);
  // Both are exact to some roundings of numbers about 1.
  values.forEach((value, k) => expect(value).toBeCloseTo(general[k]!, 12));
});

it('finds unit vectors that the matrix only makes longer', () => {
  const { values, vectors } = symmetricEigen(matrix, n);
  for (let k = 0; k < n; k++) {
    const vector = vectors.subarray(k * n, (k + 1) * n);
    expect(vector.reduce((sum, part) => sum + part * part, 0)).toBeCloseTo(1, 13);
    for (let i = 0; i < n; i++) {
      const row = matrix.subarray(i * n, (i + 1) * n).reduce((sum, entry, j) => sum + entry * vector[j]!, 0);
      expect(row).toBeCloseTo(values[k]! * vector[i]!, 12);
    }
  }
});

it('knows the axes of a matrix that is diagonal already, and refuses what is no number', () => {
  expect(symmetricEigen(Float64Array.of(1, 0, 0, 3), 2)).toEqual({
    values: Float64Array.of(3, 1),
    vectors: Float64Array.of(0, 1, 1, 0),
  });
  expect(() => symmetricEigen(Float64Array.of(1, Number.NaN, Number.NaN, 1), 2)).toThrow(/NaN/);
});
