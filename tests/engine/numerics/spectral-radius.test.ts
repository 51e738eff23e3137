/** The spectral radius of large sparse matrices against all eigenvalues, against NumPy, and of matrices that have one by construction. */
import { describe, expect, it } from 'vitest';
import { largestEigenvalue } from '../../../engine/numerics/arnoldi.ts';
import { sparseMatrix, sparseSpectralRadius, spectralRadiusOf } from '../../../engine/numerics/index.ts';
import { dense, multiply, type SparseMatrix, submatrix } from '../../../engine/numerics/sparse-matrix.ts';
import { strongComponents } from '../../../engine/numerics/strong-components.ts';
import { RandomStream } from '../../../engine/random.ts';
import reference from '../../reference/learning/spectral-radius.json' with { type: 'json' };

/** Each entry with probability `share`; `weight` of a number in [0, 1). */
function random(n: number, share: number, seed: number, weight: (uniform: number) => number, symmetric = false): SparseMatrix {
  const stream = new RandomStream(seed, 'matrix');
  return sparseMatrix(n, (visit) => {
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const [a, b] = symmetric && i < j ? [j, i] : [i, j];
        const words = stream.words(0, a, b, 0);
        if (words[0]! < share * 2 ** 32) visit(i, j, weight(words[1]! / 2 ** 32));
      }
  });
}

const byArnoldi = (matrix: SparseMatrix) => largestEigenvalue((x, to) => multiply(matrix, x, to), matrix.n);
const apart = (one: number, other: number) => Math.abs(one / other - 1);

/** Ring of n cells with weight `ring`, every `length` of them connected both ways with weight `jump`. */
function jumps(n: number, length: number, ring: number, jump: number): SparseMatrix {
  return sparseMatrix(n, (visit) => {
    for (let i = 0; i < n; i++) visit((i + 1) % n, i, ring);
    for (let i = 0; i < n; i += length) {
      visit((i + length) % n, i, jump);
      visit(i, (i + length) % n, jump);
    }
  });
}

describe('the spectral radius', () => {
  // Residuals of 1e-13, times a condition of some ten.
  it.each([
    ['any sign', (u: number) => 2 * u - 1, false],
    ['0 to 1', (u: number) => u, false],
    ['1 and -1', (u: number) => (u < 0.5 ? -1 : 1), false],
    ['any sign, symmetric', (u: number) => 2 * u - 1, true],
  ] as const)('by Arnoldi is that of all eigenvalues, for weights of %s', (_, weight, symmetric) => {
    for (const [seed, share] of [0.04, 0.1, 1].entries()) {
      const matrix = random(150, share, seed + 1, weight, symmetric);
      expect(apart(byArnoldi(matrix), spectralRadiusOf(dense(matrix), 150))).toBeLessThan(1e-11);
    }
  });

  it('is that which NumPy finds among 700', () => {
    let state = 1;
    const next = () => (state = Number((BigInt(state) * 48271n) % 2147483647n));
    const drawn = Array.from({ length: reference.rows * reference.each }, () => [
      next() % reference.rows,
      ((next() % 2001) - 1000) / 1000,
    ]);
    const matrix = sparseMatrix(reference.rows, (visit) => {
      for (const [k, [column, value]] of drawn.entries()) visit(Math.floor(k / reference.each), column!, value!);
    });
    expect(apart(sparseSpectralRadius(matrix), reference.radius)).toBeLessThan(1e-11);
  });

  it('of a ring with jumps is the largest root of its equation, also where all others are nearly as large', () => {
    const radius = sparseSpectralRadius(jumps(600, 15, 0.7, 0.3));
    expect(radius ** 14 * (radius - 0.6)).toBeCloseTo(0.7 ** 15, 14);
  });

  it('of long paths without a circle is 0, and that of the circles beside them', () => {
    const path = (visit: (row: number, column: number, value: number) => void) => {
      for (let i = 1; i < 2000; i++) visit(i, i - 1, 5);
    };
    expect(sparseSpectralRadius(sparseMatrix(2000, path))).toBe(0);
    const circle = sparseMatrix(2000, (visit) => {
      path(visit);
      visit(10, 12, 0.1);
    });
    expect(sparseSpectralRadius(circle)).toBeCloseTo((5 * 5 * 0.1) ** (1 / 3), 12);
  });

  it('is found in spaces that close early', () => {
    const diagonal = sparseMatrix(600, (visit) => {
      for (let i = 0; i < 600; i++) visit(i, i, 1 + (i % 3));
    });
    expect(byArnoldi(diagonal)).toBeCloseTo(3, 12);
    expect(byArnoldi(sparseMatrix(600, () => undefined))).toBe(0);
  });

  it('is refused of a ring of equal eigenvalues that is too large for all to be found', () => {
    expect(() => largestEigenvalue((x, to) => multiply(jumps(600, 600, 1, 0), x, to), 600, { restarts: 5 })).toThrow(
      'not found in 5 restarts',
    );
  });
});

describe('strong components', () => {
  it('are rows that reach each other', () => {
    const edges = [
      [0, 1],
      [1, 2],
      [2, 0],
      [2, 3],
      [3, 4],
      [4, 3],
      [5, 5],
    ] as const;
    const matrix = sparseMatrix(7, (visit) => {
      for (const [row, column] of edges) visit(row, column, 1);
      visit(4, 0, 0);
    });
    const found = strongComponents(matrix).map((rows) => Array.from(rows));
    expect(found.sort((a, b) => a[0]! - b[0]!)).toEqual([[0, 1, 2], [3, 4], [5], [6]]);
  });

  it('have together all rows, and the largest eigenvalue of the whole', () => {
    const matrix = random(60, 0.02, 3, (u) => 2 * u - 1);
    const parts = strongComponents(matrix);
    expect(parts.flatMap((rows) => Array.from(rows)).sort((a, b) => a - b)).toEqual(Array.from({ length: 60 }, (_, i) => i));
    const ofParts = parts.map((rows) => spectralRadiusOf(dense(submatrix(matrix, rows)), rows.length));
    expect(Math.max(...ofParts)).toBeCloseTo(spectralRadiusOf(dense(matrix), 60), 12);
  });
});
