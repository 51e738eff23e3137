import { from, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SpikeFrame } from '../../../engine/activity.ts';
import {
  type IntervalFrame,
  type IntervalHistogram,
  interSpikeIntervals,
  intervalHistogram,
} from '../../../engine/operators/index.ts';
import { marbles, poisoned, spikes, spikesByLetter } from './frames.ts';

const frames = spikesByLetter([0, 1], [], [0], [0, 1, 2], []);
const found = (step: number, ...pairs: [cell: number, interval: number][]): IntervalFrame => ({
  step,
  cells: Uint32Array.from(pairs, ([cell]) => cell),
  intervals: Float64Array.from(pairs, ([, interval]) => interval),
});

describe('interSpikeIntervals', () => {
  it('emits each interval in the step that ends it, in ms', () => {
    marbles().run(({ hot, expectObservable }) => {
      expectObservable(hot('abcde|', frames).pipe(interSpikeIntervals({ dt: 0.5, size: 3 }))).toBe('--xy-|', {
        x: found(2, [0, 1]),
        y: found(3, [0, 0.5], [1, 1.5]),
      });
    });
  });

  it('emits steps when asked, and then needs no dt; borrowed frames are not kept', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = poisoned(hot('abcde|', frames));
      expectObservable(source.pipe(interSpikeIntervals({ unit: 'steps', size: 3 }))).toBe('--xy-|', {
        x: found(2, [0, 2]),
        y: found(3, [0, 1], [1, 3]),
      });
    });
  });

  it('finds no interval across a jump of the steps', () => {
    const seen: IntervalFrame[] = [];
    from([spikes(5, 0), spikes(6, 0), spikes(2, 0), spikes(3), spikes(4, 0)])
      .pipe(interSpikeIntervals({ unit: 'steps', size: 1 }))
      .subscribe((frame) => seen.push(frame));
    expect(seen).toEqual([found(6, [0, 1]), found(4, [0, 2])]);
  });

  it('is silent on never, completes on empty, passes errors on and stops when unsubscribed', () => {
    const options = { unit: 'steps', size: 3 } as const;
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      expectObservable(cold<SpikeFrame>('-').pipe(interSpikeIntervals(options))).toBe('-');
      expectObservable(cold<SpikeFrame>('|').pipe(interSpikeIntervals(options))).toBe('|');
      expectObservable(cold<SpikeFrame>('abc#', frames).pipe(interSpikeIntervals(options))).toBe('--x#', { x: found(2, [0, 2]) });
      const source = hot('abcde|', frames);
      expectObservable(source.pipe(interSpikeIntervals(options)), '---!').toBe('--x-', { x: found(2, [0, 2]) });
      expectSubscriptions(source.subscriptions).toBe('^--!');
    });
  });
});

describe('intervalHistogram', () => {
  const histogram = (step: number, counts: number[], longer = 0): IntervalHistogram => ({
    step,
    binSteps: 1,
    counts: Uint32Array.from(counts),
    longer,
  });

  it('counts the intervals of all cells and emits them at completion', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = poisoned(hot('abcde|', frames));
      // Intervals 2 (cell 0), 1 (cell 0) and 3 (cell 1); bins are [0, 1), [1, 2), [2, 3).
      expectObservable(source.pipe(intervalHistogram(1, { bins: 3, size: 3 }))).toBe('-----(x|)', {
        x: histogram(4, [0, 1, 1], 1),
      });
    });
  });

  it('emits the histogram so far as often as asked, and not twice at the end', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = hot('abcd|', frames);
      expectObservable(source.pipe(intervalHistogram(1, { bins: 4, size: 3, every: 2 }))).toBe('-x-y|', {
        x: histogram(1, [0, 0, 0, 0]),
        y: histogram(3, [0, 1, 1, 1]),
      });
    });
  });

  it('takes the width of a bin in ms', () => {
    const seen: IntervalHistogram[] = [];
    from([spikes(0, 0), spikes(1), spikes(2), spikes(3, 0)])
      .pipe(intervalHistogram('1 ms', { bins: 2, size: 1, dt: 0.5 }), toArray())
      .subscribe((all) => seen.push(...all));
    expect(seen).toEqual([{ step: 3, binSteps: 2, counts: Uint32Array.of(0, 1), longer: 0 }]);
  });

  it('is silent on never and unsubscription, emits nothing on empty, and passes errors on', () => {
    const options = { bins: 3, size: 3 };
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      expectObservable(cold<SpikeFrame>('-').pipe(intervalHistogram(1, options))).toBe('-');
      expectObservable(cold<SpikeFrame>('|').pipe(intervalHistogram(1, options))).toBe('|');
      expectObservable(cold<SpikeFrame>('abc#', frames).pipe(intervalHistogram(1, options))).toBe('---#');
      const source = hot('abcde|', frames);
      expectObservable(source.pipe(intervalHistogram(1, options)), '--!').toBe('---');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('refuses a histogram without bins', () => {
    expect(() => intervalHistogram(1, { bins: 0 })).toThrow('bins is 0');
  });
});
