import { delay, of, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SpikeFrame } from '../../../engine/activity.ts';
import { FrameStream } from '../../../engine/frame-stream.ts';
import { copyFrames, rate } from '../../../engine/operators/index.ts';
import { marbles, poisoned, spikes, values } from './frames.ts';

const exact = (step: number, ...cells: number[]): SpikeFrame => ({
  step,
  lane: 0,
  count: cells.length,
  cells: Uint32Array.from(cells),
});

describe('copyFrames', () => {
  it('carries borrowed frames across an asynchronous operator', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = poisoned(hot('ab|', { a: spikes(0, 3, 5), b: { ...spikes(1, 2), amplitude: Float64Array.of(0.5, 9) } }));
      expectObservable(source.pipe(copyFrames(), delay(2))).toBe('--x(y|)', {
        x: exact(0, 3, 5),
        y: { ...exact(1, 2), amplitude: Float64Array.of(0.5) },
      });
    });
  });

  it('copies values with their precision', () => {
    const single = { step: 1, lane: 0, values: Float32Array.of(1.5) };
    const seen: unknown[] = [];
    poisoned(of(values(0, 1, 2), single))
      .pipe(copyFrames(), toArray())
      .subscribe((all) => seen.push(...all));
    expect(seen).toEqual([values(0, 1, 2), single]);
  });

  it('hands dt and size on to the operators after it', () => {
    const copied$ = new FrameStream(of(spikes(0, 1)), { dt: 1, size: 10 }).pipe(copyFrames());
    const seen: unknown[] = [];
    copied$.pipe(rate('1 ms')).subscribe((frame) => seen.push(frame));
    expect(seen).toEqual([{ step: 0, rate: 100 }]);
  });

  it('is silent on never, completes on empty, passes errors on and stops when unsubscribed', () => {
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      expectObservable(cold<SpikeFrame>('-').pipe(copyFrames())).toBe('-');
      expectObservable(cold<SpikeFrame>('|').pipe(copyFrames())).toBe('|');
      expectObservable(cold<SpikeFrame>('a#', { a: spikes(0, 1) }).pipe(copyFrames())).toBe('x#', { x: exact(0, 1) });
      const source = hot('aa|', { a: spikes(0, 1) });
      expectObservable(source.pipe(copyFrames()), '-!').toBe('x-', { x: exact(0, 1) });
      expectSubscriptions(source.subscriptions).toBe('^!');
    });
  });
});
