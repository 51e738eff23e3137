import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DensestWindow } from '../../../engine/operators/index.ts';
import { spikes } from './frames.ts';

function added(length: number, counts: readonly number[]): DensestWindow {
  const window = new DensestWindow(length);
  counts.forEach((count, step) => window.add(spikes(step, ...Array.from({ length: count }, (_, cell) => cell))));
  return window;
}

/** The definition: all windows that end with a spike, one after the other. */
function byDefinition(length: number, counts: readonly number[]): { spikes: number; spread: number | null } {
  let best: number[] = [];
  counts.forEach((count, end) => {
    if (count === 0) return;
    const times = counts.flatMap((n, step) => (step <= end && step > end - length ? Array<number>(n).fill(step) : []));
    if (times.length > best.length) best = times;
  });
  if (best.length === 0) return { spikes: 0, spread: null };
  const mean = best.reduce((a, b) => a + b) / best.length;
  return { spikes: best.length, spread: Math.sqrt(best.reduce((sum, t) => sum + (t - mean) ** 2, 0) / best.length) };
}

describe('DensestWindow', () => {
  it('has nothing of a silent population', () => {
    expect(added(3, [0, 0, 0]).spikes).toBe(0);
    expect(added(3, [0, 0, 0]).spread).toBe(null);
  });

  it('takes the first of two equally full windows', () => {
    const window = added(2, [1, 1, 0, 0, 0, 2]);
    expect([window.spikes, window.spread]).toEqual([2, 0.5]);
  });

  it('is what the definition says of any counts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 }),
        (length, counts) => {
          const window = added(length, counts);
          const expected = byDefinition(length, counts);
          expect(window.spikes).toBe(expected.spikes);
          // Sums of up to 24 small terms, in another order.
          if (expected.spread === null) expect(window.spread).toBe(null);
          else expect(window.spread).toBeCloseTo(expected.spread, 12);
        },
      ),
    );
  });
});
