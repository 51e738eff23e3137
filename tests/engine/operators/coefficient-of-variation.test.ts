import { describe, expect, it } from 'vitest';
import type { SpikeFrame } from '../../../engine/activity.ts';
import { coefficientOfVariation } from '../../../engine/operators/index.ts';
import { marbles, poisoned, spikesByLetter } from './frames.ts';

// Cell 0 fires at 0, 1, 4 (intervals 1 and 3: mean 2, std 1, CV 0.5); cell 1 at 0, 2, 4 (CV 0); cell 2 twice (one interval).
const frames = spikesByLetter([0, 1], [0, 2], [1], [2], [0, 1], []);

describe('coefficientOfVariation', () => {
  it('emits the mean over cells with two intervals or more, once, at completion', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = hot('abcdef|', frames);
      expectObservable(source.pipe(coefficientOfVariation(undefined, { size: 3 }))).toBe('------(x|)', {
        x: { step: 5, cv: 0.25, cells: 2 },
      });
    });
  });

  it('counts cells with fewer intervals when asked', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = hot('abcdef|', frames);
      const result = { x: { step: 5, cv: 0.5 / 3, cells: 3 } };
      expectObservable(source.pipe(coefficientOfVariation(undefined, { size: 3, minIntervals: 1 }))).toBe('------(x|)', result);
    });
  });

  it('sees only intervals inside a window, and says null where no cell has enough', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = poisoned(hot('abcdef|', frames));
      expectObservable(source.pipe(coefficientOfVariation(3, { size: 3 }))).toBe('--x--y|', {
        x: { step: 2, cv: null, cells: 0 },
        y: { step: 5, cv: null, cells: 0 },
      });
      expectObservable(source.pipe(coefficientOfVariation('2.5 ms', { dt: 0.5, size: 3 }))).toBe('----x-|', {
        x: { step: 4, cv: 0.25, cells: 2 },
      });
    });
  });

  it('is silent on never and unsubscription, emits nothing on empty, and passes errors on', () => {
    const operator = () => coefficientOfVariation(undefined, { size: 3 });
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      expectObservable(cold<SpikeFrame>('-').pipe(operator())).toBe('-');
      expectObservable(cold<SpikeFrame>('|').pipe(operator())).toBe('|');
      expectObservable(cold<SpikeFrame>('abc#', frames).pipe(operator())).toBe('---#');
      const source = hot('abcdef|', frames);
      expectObservable(source.pipe(operator()), '----!').toBe('-----');
      expectSubscriptions(source.subscriptions).toBe('^---!');
    });
  });

  it('needs the size of the population', () => {
    expect(() => marbles().createHotObservable<SpikeFrame>('-').pipe(coefficientOfVariation())).toThrow(
      "'size' (the number of cells) is not known",
    );
  });
});
