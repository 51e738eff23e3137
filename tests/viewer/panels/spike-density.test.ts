import { describe, expect, it } from 'vitest';
import { SpikeStore } from '../../../viewer/history/spike-store.ts';
import { SpikeDensity } from '../../../viewer/panels/spike-density.ts';

const size = 100;

/** Ten spikes in each step, of cells that differ from step to step. */
function stored(steps: number): SpikeStore {
  const store = new SpikeStore();
  add(store, 0, steps);
  return store;
}

function add(store: SpikeStore, from: number, to: number): void {
  const at = Uint32Array.from({ length: 10 * (to - from) }, (_, k) => from + Math.floor(k / 10));
  store.append(
    at,
    Uint32Array.from(at, (step, k) => (step * 31 + (k % 10) * 10) % size),
  );
}

function counted(density: SpikeDensity, store: SpikeStore, from: number, to: number, edge: number): number {
  const [columns, rows] = [64, 20];
  const counts = new Uint32Array(columns * rows);
  density.add(store, { from, to }, edge, { counts, columns, rows, stride: rows, top: 0 });
  return counts.reduce((sum, count) => sum + count, 0);
}

describe('the density of spikes', () => {
  it('counts each spike of the whole run once', () => {
    const store = stored(4096);
    expect(counted(new SpikeDensity(size), store, -1, 4095, 4096)).toBe(40_960);
  });

  it('has the same counts after panning and zooming away and back', () => {
    const store = stored(8192);
    const density = new SpikeDensity(size);
    const first = counted(density, store, 1000, 3048, 8192);
    counted(density, store, 5000, 7048, 8192);
    counted(density, store, 0, 8191, 8192);
    expect(counted(density, store, 1000, 3048, 8192)).toBe(first);
  });

  it('goes on counting where a run goes on', () => {
    const store = stored(1000);
    const density = new SpikeDensity(size);
    expect(counted(density, store, -1, 2047, 1000)).toBe(10_000);
    add(store, 1000, 2000);
    expect(counted(density, store, -1, 2047, 2000)).toBe(20_000);
    const another = stored(500);
    expect(counted(density, another, -1, 2047, 500)).toBe(5000);
  });
});
