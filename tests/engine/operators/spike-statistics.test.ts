import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SpikeStatistics } from '../../../engine/operators/index.ts';
import { spikes } from './frames.ts';

function added(size: number, trains: number[][], range = {}): SpikeStatistics {
  const statistics = new SpikeStatistics(size, range);
  const end = Math.max(0, ...trains.flat()) + 1;
  for (let step = 0; step < end; step++)
    statistics.add(spikes(step, ...trains.flatMap((train, cell) => (train.includes(step) ? [cell] : []))));
  return statistics;
}

/** The definition, written down plainly. */
function variationByDefinition(trains: number[][]): number | null {
  const each = trains
    .map((train) => train.slice(1).map((step, i) => step - train[i]!))
    .filter((intervals) => intervals.length >= 2)
    .map((intervals) => {
      const mean = intervals.reduce((a, b) => a + b) / intervals.length;
      return Math.sqrt(intervals.reduce((sum, x) => sum + (x - mean) ** 2, 0) / intervals.length) / mean;
    });
  return each.length === 0 ? null : each.reduce((a, b) => a + b) / each.length;
}

describe('SpikeStatistics', () => {
  it('counts spikes and gives the rate per cell in Hz', () => {
    const statistics = added(4, [[0, 5, 9], [], [3], []]);
    expect(statistics.spikes).toBe(4);
    expect(statistics.rate(10, 0.1)).toBeCloseTo(4 / 4 / 0.001, 9);
    expect(statistics.spikesPerCell()).toEqual(Uint32Array.of(3, 0, 1, 0));
    expect(statistics.meanIntervals()).toEqual(Float64Array.of(4.5, Number.NaN, Number.NaN, Number.NaN));
  });

  it('counts only spikes and time inside its range', () => {
    const statistics = added(1, [[0, 4, 5, 9, 12]], { from: 4, to: 10 });
    expect(statistics.spikes).toBe(3);
    expect(statistics.rate(100, 1)).toBe(500);
    expect(statistics.rate(7, 1)).toBe(1000);
    expect(statistics.rate(4, 1)).toBeNull();
    expect(statistics.meanIntervals()).toEqual(Float64Array.of(2.5));
  });

  it('has no rate without cells and no variation without intervals', () => {
    const statistics = new SpikeStatistics(0);
    statistics.add(spikes(0));
    expect(statistics.rate(10, 1)).toBeNull();
    expect(statistics.coefficientOfVariation()).toEqual({ cv: null, cells: 0 });
  });

  it('gives exactly 0 for regular firing over a long time', () => {
    const statistics = new SpikeStatistics(1);
    for (let step = 17; step < 4_000_000; step += 137) statistics.add(spikes(step, 0));
    expect(statistics.coefficientOfVariation()).toEqual({ cv: 0, cells: 1 });
  });

  it('agrees with the definition on random trains', () => {
    const train = fc.uniqueArray(fc.nat(200), { maxLength: 20 }).map((steps) => steps.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(train, { minLength: 1, maxLength: 5 }), (trains) => {
        const { cv } = added(trains.length, trains).coefficientOfVariation();
        const expected = variationByDefinition(trains);
        if (expected === null) expect(cv).toBeNull();
        else expect(cv).toBeCloseTo(expected, 10);
      }),
    );
  });

  it('begins anew after clear', () => {
    const statistics = added(2, [[0, 1, 5], [2]]);
    statistics.clear();
    expect(statistics.spikes).toBe(0);
    statistics.add(spikes(7, 0));
    expect(statistics.spikesPerCell()).toEqual(Uint32Array.of(1, 0));
    expect(statistics.coefficientOfVariation()).toEqual({ cv: null, cells: 0 });
  });

  it('refuses an empty range', () => {
    expect(() => new SpikeStatistics(1, { from: 5, to: 5 })).toThrow('from step 5 to step 5');
  });
});
