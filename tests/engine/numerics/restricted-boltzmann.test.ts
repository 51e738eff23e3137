/** Free energies and partition functions against sums over all states, and against scikit-learn. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { freeEnergy, logPartition, softplus } from '../../../engine/numerics/index.ts';
import { numbers } from '../../simulated.ts';

function machine(n: number, m: number, scale: number, seed: number) {
  const next = numbers(seed);
  const drawn = (length: number) => Array.from({ length }, () => scale * (2 * next() - 1));
  return { weights: drawn(n * m), visible: drawn(n), hidden: drawn(m) };
}

const bits = (code: number, length: number) => Array.from({ length }, (_, k) => (code >> k) & 1);

/** Joint states one by one, the largest exponent taken off. */
function logZ({ weights, visible, hidden }: ReturnType<typeof machine>): number {
  const [n, m] = [visible.length, hidden.length];
  const exponents = Array.from({ length: 2 ** (n + m) }, (_, code) => {
    const [v, h] = [bits(code & (2 ** n - 1), n), bits(code >> n, m)];
    const own = v.reduce((sum, vi, i) => sum + vi * visible[i]!, 0) + h.reduce((sum, hj, j) => sum + hj * hidden[j]!, 0);
    return h.reduce((sum, hj, j) => sum + hj * v.reduce((z, vi, i) => z + vi * weights[j * n + i]!, 0), own);
  });
  const largest = Math.max(...exponents);
  return largest + Math.log(exponents.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}

describe('a restricted Boltzmann machine', () => {
  it.each([
    [6, 4, 1],
    [4, 7, 3],
    [5, 1, 2],
    // Exponents of thousands, of which powers would overflow.
    [5, 4, 400],
  ])('of %i visible and %i hidden units has the partition function of its states', (n, m, scale) => {
    const made = machine(n, m, scale, n);
    const expected = logZ(made);
    expect(Math.abs(logPartition(made) - expected)).toBeLessThan(1e-12 * Math.max(1, Math.abs(expected)));
  });

  it('has probabilities that sum to 1', () => {
    const made = machine(10, 6, 2, 3);
    const z = logPartition(made);
    let sum = 0;
    for (let code = 0; code < 2 ** 10; code++) sum += Math.exp(-freeEnergy(made, bits(code, 10)) - z);
    expect(sum).toBeCloseTo(1, 12);
  });

  it('is refused where its states are too many', () => {
    expect(() => logPartition(machine(21, 22, 1, 1))).toThrow(/21 visible and 22 hidden units, expected at most 20 on one side/);
  });

  it('has the free energies that scikit-learn finds', () => {
    const file = new URL('../../reference/learning/restricted-boltzmann.json', import.meta.url);
    const { weights, visible, hidden, examples, energies } = JSON.parse(readFileSync(file, 'utf8')) as {
      readonly weights: readonly (readonly number[])[];
      readonly visible: readonly number[];
      readonly hidden: readonly number[];
      readonly examples: readonly (readonly number[])[];
      readonly energies: readonly number[];
    };
    const made = { weights: weights.flat(), visible, hidden };
    examples.forEach((v, k) => expect(freeEnergy(made, v)).toBeCloseTo(energies[k]!, 12));
  });
});

it('softplus overflows nowhere', () => {
  expect([-800, 0, 800].map(softplus)).toEqual([0, expect.closeTo(Math.log(2), 15), 800]);
});
