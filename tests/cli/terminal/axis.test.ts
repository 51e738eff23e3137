import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawAxis, ticks, timeAxis } from '../../../cli/terminal/axis.ts';

describe('ticks', () => {
  it('are round numbers within the range', () => {
    expect(ticks(0, 1000, 6)).toEqual([0, 200, 400, 600, 800, 1000]);
    expect(ticks(0.13, 0.49, 5)).toEqual([0.2, 0.3, 0.4]);
    expect(ticks(-3, 3, 3)).toEqual([-2, 0, 2]);
    expect(ticks(5, 5, 4)).toEqual([5]);
  });

  it('are never more than asked for, nor outside', () => {
    const range = fc.tuple(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 20 }),
    );
    fc.assert(
      fc.property(range, ([from, span, most]) => {
        const all = ticks(from, from + span, most);
        expect(all.length).toBeLessThanOrEqual(most);
        const slack = 1e-6 * (span + Math.abs(from));
        for (const tick of all) expect(tick >= from - slack && tick <= from + span + slack).toBe(true);
      }),
    );
  });
});

describe('drawAxis', () => {
  it('puts numbers below their ticks and the unit after the last', () => {
    expect(drawAxis(timeAxis(0, 10_000, 0.1), 41)).toEqual([
      '┬───────────────────┬───────────────────┬',
      '0                  500            1000 ms',
    ]);
  });

  it('never grows wider than asked, whatever the unit', () => {
    for (const [steps, dt] of [
      [7, 0.001],
      [16, null],
      [123_457, 0.1],
      [3, 1],
      [10_000_000, 0.5],
    ] as const) {
      for (const width of [10, 37, 68, 108]) {
        const [ruler, numbers] = drawAxis(timeAxis(0, steps, dt), width);
        expect(ruler).toHaveLength(width);
        expect(numbers.length).toBeLessThanOrEqual(width);
      }
    }
  });

  it('counts steps where there is no dt, and seconds or microseconds where those read best', () => {
    expect(timeAxis(10, 5, null)).toEqual({ from: 10, to: 15, unit: 'steps' });
    expect(timeAxis(0, 40_000, 0.1)).toEqual({ from: 0, to: 4, unit: 's' });
    expect(timeAxis(0, 5, 0.1)).toEqual({ from: 0, to: 500, unit: 'µs' });
  });
});
