import { describe, expect, it } from 'vitest';
import { FilteredSpikes } from '../../../engine/operators/index.ts';

const frame = (step: number, ...cells: number[]) => ({ step, count: cells.length, cells: Uint32Array.from(cells) });

describe('Filtered spikes', () => {
  it('are the sum of what each spike has left', () => {
    const filtered = new FilteredSpikes(3, 20);
    for (const one of [frame(3, 0), frame(10, 0, 2), frame(25, 2)]) filtered.add(one);
    const held = filtered.read(40);
    // The sum is kept as a product of decays: the same to rounding.
    expect(held[0]).toBeCloseTo(Math.exp(-37 / 20) + Math.exp(-30 / 20), 14);
    expect(held[1]).toBe(0);
    expect(held[2]).toBeCloseTo(Math.exp(-30 / 20) + Math.exp(-15 / 20), 14);
  });

  it('are gone when they are cleared', () => {
    const filtered = new FilteredSpikes(1, 20);
    filtered.add(frame(3, 0));
    filtered.clear();
    expect(filtered.read(4)).toEqual(Float64Array.of(0));
  });
});
