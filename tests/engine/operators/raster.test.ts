import { from, take } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { SpikeFrame } from '../../../engine/activity.ts';
import { type RasterBatch, raster } from '../../../engine/operators/index.ts';
import { marbles, poisoned, spikes, spikesByLetter } from './frames.ts';

function batch(from: number, to: number, ...pairs: [step: number, cell: number][]): RasterBatch {
  return { from, to, steps: Uint32Array.from(pairs, ([step]) => step), cells: Uint32Array.from(pairs, ([, cell]) => cell) };
}

const frames = spikesByLetter([0], [1, 3], [], [2], [0, 3]);

describe('raster', () => {
  it('collects everything until completion when no span is given', () => {
    marbles().run(({ hot, expectObservable }) => {
      const all = batch(0, 5, [0, 0], [1, 1], [1, 3], [3, 2], [4, 0], [4, 3]);
      expectObservable(hot('abcde-|', frames).pipe(raster())).toBe('------(x|)', { x: all });
    });
  });

  it('emits each span at its end, and what is left at completion', () => {
    marbles().run(({ hot, expectObservable }) => {
      expectObservable(hot('abcde|', frames).pipe(raster(2))).toBe('-x-y-(z|)', {
        x: batch(0, 2, [0, 0], [1, 1], [1, 3]),
        y: batch(2, 4, [3, 2]),
        z: batch(4, 5, [4, 0], [4, 3]),
      });
    });
  });

  it('slides where it emits more often than the span is long', () => {
    marbles().run(({ hot, expectObservable }) => {
      expectObservable(hot('abcde|', frames).pipe(raster(3, { every: 2 }))).toBe('-x-y-(z|)', {
        x: batch(0, 2, [0, 0], [1, 1], [1, 3]),
        y: batch(1, 4, [1, 1], [1, 3], [3, 2]),
        z: batch(3, 5, [3, 2], [4, 0], [4, 3]),
      });
    });
  });

  it('emits what it has when the steps jump, and never mixes both sides', () => {
    const seen: RasterBatch[] = [];
    from([spikes(0, 1), spikes(1, 2), spikes(2, 3), spikes(9, 4), spikes(10, 5)])
      .pipe(raster(2))
      .subscribe((each) => seen.push(each));
    expect(seen).toEqual([batch(0, 2, [0, 1], [1, 2]), batch(2, 3, [2, 3]), batch(9, 11, [9, 4], [10, 5])]);
  });

  it('keeps all spikes of bursts that outgrow its buffer', () => {
    const burst = Array.from({ length: 3000 }, (_, i) => i);
    const seen: RasterBatch[] = [];
    from([spikes(0, 7), spikes(1, ...burst), spikes(2, 8)])
      .pipe(raster())
      .subscribe((each) => seen.push(each));
    expect(seen[0]!.cells).toEqual(Uint32Array.of(7, ...burst, 8));
    expect(seen[0]!.steps[1500]).toBe(1);
  });

  it('is silent on never, completes on empty, passes errors on and stops when unsubscribed', () => {
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      expectObservable(cold<SpikeFrame>('-').pipe(raster(2))).toBe('-');
      expectObservable(cold<SpikeFrame>('|').pipe(raster())).toBe('|');
      expectObservable(cold<SpikeFrame>('a#', frames).pipe(raster())).toBe('-#');
      const source = hot('abcde|', frames);
      expectObservable(source.pipe(raster()), '--!').toBe('---');
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('stops an endless synchronous source once the listener has enough', () => {
    let produced = 0;
    function* forever() {
      for (;;) yield spikes(produced++, 0);
    }
    from(forever()).pipe(raster(5), take(2)).subscribe();
    expect(produced).toBe(10);
  });

  it('copies what it keeps of borrowed frames', () => {
    marbles().run(({ hot, expectObservable }) => {
      expectObservable(poisoned(hot('ab|', frames)).pipe(raster())).toBe('--(x|)', { x: batch(0, 2, [0, 0], [1, 1], [1, 3]) });
    });
  });
});
