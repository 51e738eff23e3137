import { filter, from, of, Subject } from 'rxjs';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { Activity, SpikeFrame } from '../../../engine/activity.ts';
import { NeurariumError } from '../../../engine/errors.ts';
import { FrameStream } from '../../../engine/frame-stream.ts';
import { type RateFrame, rate } from '../../../engine/operators/index.ts';
import { marbles, poisoned, spikes, spikesByLetter } from './frames.ts';

const grid = { dt: 1, size: 4 };

describe('rate', () => {
  it('emits spikes per cell and second at the last step of each window', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = hot('abcdef|', spikesByLetter([0], [], [1, 2], [], [], [0, 1, 2, 3]));
      // 1 spike in 2 ms over 4 cells is 125 Hz.
      expectObservable(source.pipe(rate(2, grid))).toBe('-x-y-z|', {
        x: { step: 1, rate: 125 },
        y: { step: 3, rate: 250 },
        z: { step: 5, rate: 500 },
      });
    });
  });

  it('begins its first window with the first frame and leaves an incomplete last window out', () => {
    marbles().run(({ hot, expectObservable }) => {
      const frames = spikesByLetter([0], [0], [0], [0], [0]);
      expectObservable(hot('ab^cde|', frames).pipe(rate(2, grid))).toBe('--x-|', { x: { step: 3, rate: 250 } });
    });
  });

  it('begins a new window where the steps jump, as in a replay that seeks', () => {
    const steps = [0, 1, 2, 10, 11, 12, 3, 4, 5].map((step) => spikes(step, 0));
    const seen: RateFrame[] = [];
    from(steps)
      .pipe(rate(2, grid))
      .subscribe((frame) => seen.push(frame));
    expect(seen.map(({ step }) => step)).toEqual([1, 11, 4]);
    expect(new Set(seen.map((frame) => frame.rate))).toEqual(new Set([250]));
  });

  it('is silent on never, completes on empty, passes errors on and stops when unsubscribed', () => {
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      const frames = spikesByLetter([0], [1], [2], [3]);
      expectObservable(cold<SpikeFrame>('-').pipe(rate(2, grid))).toBe('-');
      expectObservable(cold<SpikeFrame>('|').pipe(rate(2, grid))).toBe('|');
      expectObservable(cold<SpikeFrame>('ab#', frames).pipe(rate(2, grid))).toBe('-x#', { x: { step: 1, rate: 250 } });
      const source = hot('abcd|', frames);
      expectObservable(source.pipe(rate(2, grid)), '--!').toBe('-x-', { x: { step: 1, rate: 250 } });
      expectSubscriptions(source.subscriptions).toBe('^-!');
    });
  });

  it('counts anew for each subscriber', () => {
    const source = new Subject<SpikeFrame>();
    const rate$ = source.pipe(rate(2, grid));
    const seen: number[][] = [[], []];
    rate$.subscribe(({ step }) => seen[0]!.push(step));
    source.next(spikes(0, 1));
    rate$.subscribe(({ step }) => seen[1]!.push(step));
    source.next(spikes(1, 1));
    source.next(spikes(2, 1));
    expect(seen).toEqual([[1], [2]]);
  });

  it('keeps nothing of a borrowed frame', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = hot('abc|', spikesByLetter([0, 1, 2, 3], [0], [1]));
      expectObservable(poisoned(source).pipe(rate(3, { dt: 0.5, size: 4 }))).toBe('--x|', { x: { step: 2, rate: 1000 } });
    });
  });

  it('looks at one lane', () => {
    const other = { ...spikes(0, 0, 1, 2, 3), lane: 1 };
    const seen: RateFrame[] = [];
    of(spikes(0, 0), other, spikes(1), { ...other, step: 1 })
      .pipe(rate(2, grid))
      .subscribe((frame) => seen.push(frame));
    expect(seen).toEqual([{ step: 1, rate: 125 }]);
  });

  it('reads dt and size from the frame stream, so that a window in ms is enough', () => {
    const activity = {
      dt: 0.5,
      population: () => ({ spikes$: new FrameStream(of(spikes(0, 0), spikes(1, 1)), { dt: 0.5, size: 4 }) }),
    };
    const sim = activity as unknown as Activity;
    const seen: RateFrame[] = [];
    const rate$ = sim.population('E').spikes$.pipe(rate('1 ms'));
    expectTypeOf(rate$.subscribe).toBeFunction();
    rate$.subscribe((frame) => seen.push(frame));
    expect(seen).toEqual([{ step: 1, rate: 500 }]);
  });

  it('still knows them behind operators of RxJS, and guards the others against a subscriber that throws', () => {
    const source = new Subject<SpikeFrame>();
    const thrown: unknown[] = [];
    const rate$ = new FrameStream(source, grid, (error) => thrown.push(error)).pipe(
      filter(({ lane }) => lane === 0),
      rate('1 ms'),
    );
    const seen: RateFrame[] = [];
    rate$.subscribe(() => {
      throw new Error('a listener fails');
    });
    rate$.subscribe((frame) => seen.push(frame));
    for (const step of [0, 1]) source.next(spikes(step, 0));
    expect(thrown.map(String)).toEqual(['Error: a listener fails']);
    expect(seen).toHaveLength(2);
  });

  it('says what is missing where the source is any other Observable', () => {
    const spikes$ = new Subject<SpikeFrame>();
    expect(() => spikes$.pipe(rate(2))).toThrow(/'size'.*is not known/);
    expect(() => spikes$.pipe(rate('2 ms', { size: 4 }))).toThrow(/'dt' \(the step length in ms\) is not known/);
    expect(() => spikes$.pipe(rate(2, grid))).not.toThrow();
  });

  it('refuses a window that is no whole number of steps, and proposes one that is', () => {
    const apply =
      (window: Parameters<typeof rate>[0], dt = 0.1) =>
      () =>
        of<SpikeFrame>().pipe(rate(window, { dt, size: 1 }));
    expect(apply('0.3 ms')).not.toThrow();
    expect(apply('1 s')).not.toThrow();
    expect(apply('0.25 ms')).toThrow('window of 0.25 ms is no multiple of dt, 0.1 ms');
    expect(apply('0 ms')).toThrow("window is '0 ms', expected at least one step");
    expect(apply('0.01 ms')).toThrow(NeurariumError);
    expect(apply(0)).toThrow('window is 0 steps');
    expect(apply(1.5)).toThrow('window is 1.5 steps');
    // @ts-expect-error a window is a time
    expect(apply('5 mV')).toThrow("'5 mV' is in mV");
    expect(apply(1, 0)).toThrow('dt is 0 ms, expected more than 0');
  });
});
