/** Annealed importance sampling against sums over all states, of restricted Boltzmann machines and of what has only three states. */
import { describe, expect, it } from 'vitest';
import { type AnnealingPath, annealedImportance, annealedLogPartition, logPartition } from '../../../engine/numerics/index.ts';
import { numbers } from '../../simulated.ts';

function machine(n: number, m: number, scale: number, seed: number) {
  const next = numbers(seed);
  const drawn = (length: number) => Array.from({ length }, () => scale * (2 * next() - 1));
  return { weights: drawn(n * m), visible: drawn(n), hidden: drawn(m) };
}

describe('annealed importance sampling', () => {
  it.each([
    [16, 0.5],
    [30, 1],
    [12, 2],
  ])('finds log Z of %i visible and 20 hidden units within 0.1 nat (weights up to %d from 0)', (n, scale) => {
    const made = machine(n, 20, scale, n + 20);
    const exact = logPartition(made);
    for (let seed = 1; seed <= 3; seed++) {
      const { logPartition: found, error } = annealedLogPartition(made, { seed, chains: 100, temperatures: 1000 });
      expect(Math.abs(found - exact)).toBeLessThan(0.1);
      // Five standard errors: of nine estimates none lies further off by chance.
      expect(Math.abs(found - exact)).toBeLessThan(5 * error);
      expect(error).toBeLessThan(0.05);
    }
  });

  it('is exact where the way has no length', () => {
    const free = { weights: new Array(6).fill(0), visible: [0.5, -1, 2], hidden: [0, 0] };
    const { logPartition: found, error } = annealedLogPartition(free, { seed: 1, chains: 2, temperatures: 1 });
    expect(found).toBeCloseTo(logPartition(free), 12);
    expect(error).toBe(0);
  });

  it('is better for steps that are smaller', () => {
    const made = machine(30, 20, 1, 7);
    const errorOf = (temperatures: number) => annealedLogPartition(made, { seed: 1, chains: 100, temperatures }).error;
    expect(errorOf(1000)).toBeLessThan(errorOf(10) / 3);
  });

  it('draws by its seed alone', () => {
    const made = machine(10, 8, 1, 3);
    const found = (seed: number) => annealedLogPartition(made, { seed, chains: 10, temperatures: 20 }).logPartition;
    expect(found(1)).toBe(found(1));
    expect(found(1)).not.toBe(found(2));
  });

  it('goes any way: here from one die of three sides to another', () => {
    const [first, last] = [
      [1, 1, 1],
      [4, 0.5, 9],
    ];
    const next = numbers(1);
    const logs = (share: number) => first!.map((one, side) => (1 - share) * Math.log(one) + share * Math.log(last![side]!));
    const draw = (share: number) => {
      const weights = logs(share).map(Math.exp);
      let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
      return weights.findIndex((weight) => (left -= weight) < 0);
    };
    const die: AnnealingPath<{ side: number }> = {
      logFirst: Math.log(3),
      begin: () => ({ side: draw(0) }),
      logRatio: ({ side }, from, to) => logs(to)[side]! - logs(from)[side]!,
      move: (state, share) => {
        state.side = draw(share);
      },
    };
    const { logPartition: found, error } = annealedImportance(die, { chains: 2000, temperatures: 20 });
    expect(Math.abs(found - Math.log(13.5))).toBeLessThan(4 * error);
    expect(error).toBeLessThan(0.02);
  });

  it('refuses what is no sample', () => {
    const made = machine(3, 2, 1, 1);
    expect(() => annealedLogPartition(made, { seed: 1, chains: 1, temperatures: 5 })).toThrow(/chains.*1, expected.*at least 2/);
    expect(() => annealedLogPartition(made, { seed: 1, chains: 5, temperatures: 0 })).toThrow(/temperatures.*0, expected/);
  });
});
