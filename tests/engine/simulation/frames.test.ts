import { lastValueFrom, type OperatorFunction, Subject, toArray } from 'rxjs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  coefficientOfVariation,
  copyFrames,
  interSpikeIntervals,
  intervalHistogram,
  raster,
  rate,
  type SpikeFrame,
  trace,
  type ValueFrame,
} from '../../../engine/index.ts';
import { FakeHost, irregular } from './small.ts';

const steps = 200;

/** Everything that an operator emits over a run. */
function measured<F extends SpikeFrame | ValueFrame, R>(
  what: 'spikes' | 'v',
  poison: boolean,
  operator: OperatorFunction<F, R>,
): Promise<R[]> {
  const simulation = irregular(new FakeHost(), poison);
  const { spikes$, values$ } = { spikes$: simulation.population('E').spikes$, values$: simulation.population('E').values$('v') };
  const source = (what === 'spikes' ? spikes$ : values$) as unknown as typeof spikes$;
  const all = lastValueFrom(source.pipe(operator as unknown as OperatorFunction<SpikeFrame, R>, toArray()));
  simulation.step(steps);
  simulation.dispose();
  return all;
}

describe('with poison', () => {
  const ofSpikes: Readonly<Record<string, OperatorFunction<SpikeFrame, unknown>>> = {
    rate: rate('5 ms'),
    raster: raster('20 ms'),
    interSpikeIntervals: interSpikeIntervals(),
    intervalHistogram: intervalHistogram('2 ms'),
    coefficientOfVariation: coefficientOfVariation(),
  };
  for (const [name, operator] of Object.entries(ofSpikes)) {
    it(`${name} gives what it gives without: it keeps nothing of a borrowed frame`, async () => {
      const clean = await measured('spikes', false, operator);
      expect(clean.length).toBeGreaterThan(0);
      expect(await measured('spikes', true, operator)).toEqual(clean);
    });
  }

  it('trace and copyFrames give what they give without', async () => {
    for (const operator of [trace({ cells: [0, 5] }), copyFrames<ValueFrame>()]) {
      const clean = await measured('v', false, operator as OperatorFunction<ValueFrame, unknown>);
      expect(clean).toHaveLength(steps);
      expect(await measured('v', true, operator as OperatorFunction<ValueFrame, unknown>)).toEqual(clean);
    }
    // Copies of spikes are as long as their count, so they show that what lies beyond it does not matter.
    const copies = (poison: boolean) => measured<SpikeFrame, SpikeFrame>('spikes', poison, copyFrames());
    expect(await copies(true)).toEqual(await copies(false));
  });

  it('who keeps a frame, or reads beyond its count, is found', () => {
    const simulation = irregular(new FakeHost(), true);
    const kept: (SpikeFrame | ValueFrame)[] = [];
    const beyond = new Set<number>();
    simulation.population('E').spikes$.subscribe((frame) => {
      kept.push(frame);
      for (const cell of frame.cells.subarray(frame.count)) beyond.add(cell);
    });
    simulation
      .population('E')
      .values$('v')
      .subscribe((frame) => kept.push(frame));
    simulation.step(30);
    expect([...beyond]).toEqual([0xffffffff]);
    expect(kept).toHaveLength(60);
    for (const frame of kept) {
      expect(frame).toMatchObject({ step: -1, lane: -1 });
      if ('values' in frame) expect(frame.values.every(Number.isNaN)).toBe(true);
      else expect(frame.cells.every((cell) => cell === 0xffffffff) && frame.count === -1).toBe(true);
    }
  });

  it('changes no number', () => {
    const [clean, poisoned] = [false, true].map((poison) => {
      const simulation = irregular(new FakeHost(), poison);
      simulation.population('E').values$('gE').subscribe();
      simulation.population('I').spikes$.subscribe();
      simulation.step(steps);
      return simulation.stateHash;
    });
    expect(poisoned).toBe(clean);
  });
});

describe('a stream nobody watches', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it('costs nothing: no frame is emitted and no array made, before the first subscriber and after the last', () => {
    const simulation = irregular(new FakeHost(), true);
    const v$ = simulation.population('E').values$('v');
    const emitted = vi.spyOn(Subject.prototype, 'next');
    const { prototype } = Object.getPrototypeOf(Uint32Array) as { prototype: Uint32Array };
    const made = [vi.spyOn(prototype, 'slice'), vi.spyOn(prototype, 'subarray')];
    const counts = () => [emitted.mock.calls.length, ...made.map(({ mock }) => mock.calls.length)];

    simulation.step(100);
    expect(counts()).toEqual([0, 0, 0]);
    const subscription = v$.subscribe();
    simulation.step(10);
    // One frame and, because of the poison, one copy a step: so the spies do see them.
    expect(counts()).toEqual([10, 10, 0]);
    subscription.unsubscribe();
    simulation.step(100);
    expect(counts()).toEqual([10, 10, 0]);
  });

  it('allocates nothing: the same frame object goes out each step, and none where nobody listens', () => {
    const simulation = irregular(new FakeHost(), false);
    const frames = new Set<object>();
    const arrays = new Set<object>();
    simulation.population('E').spikes$.subscribe((frame) => {
      frames.add(frame);
      arrays.add(frame.cells);
    });
    simulation
      .population('E')
      .values$('v')
      .subscribe((frame) => {
        frames.add(frame);
        arrays.add(frame.values);
      });
    simulation.step(50);
    expect([frames.size, arrays.size]).toEqual([2, 2]);
  });
});
