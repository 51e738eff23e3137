import { of, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import type { ValueFrame } from '../../../engine/activity.ts';
import { FrameStream } from '../../../engine/frame-stream.ts';
import { trace } from '../../../engine/operators/index.ts';
import { marbles, poisoned, values } from './frames.ts';

const frames = { a: values(0, 1, 2, 3), b: values(1, 4, 5, 6), c: values(2, 7, 8, 9), d: values(3, 10, 11, 12) };
const sample = (step: number, ...numbers: number[]) => ({ step, values: Float64Array.from(numbers) });

describe('trace', () => {
  it('copies the selected cells of each step, in the order of the selection', () => {
    marbles().run(({ hot, expectObservable }) => {
      expectObservable(hot('ab|', frames).pipe(trace({ cells: [2, 0] }))).toBe('xy|', { x: sample(0, 3, 1), y: sample(1, 6, 4) });
    });
  });

  it('takes every k-th step, counted from step 0 whenever it was subscribed', () => {
    marbles().run(({ hot, expectObservable }) => {
      const source = hot('a^bcd|', frames);
      expectObservable(source.pipe(trace({ cells: [0], every: 2 }))).toBe('--x-|', { x: sample(2, 7) });
      expectObservable(source.pipe(trace({ cells: [0], every: '1.5 ms', dt: 0.5 }))).toBe('---x|', { x: sample(3, 10) });
    });
  });

  it('gives all cells in double precision where none are selected', () => {
    marbles().run(({ hot, expectObservable }) => {
      const single: ValueFrame = { step: 0, lane: 0, values: Float32Array.of(0.5, 0.25) };
      expectObservable(hot('s|', { s: single }).pipe(trace())).toBe('x|', { x: sample(0, 0.5, 0.25) });
    });
  });

  it('is silent on never, completes on empty, passes errors on and stops when unsubscribed', () => {
    marbles().run(({ cold, hot, expectObservable, expectSubscriptions }) => {
      expectObservable(cold<ValueFrame>('-').pipe(trace())).toBe('-');
      expectObservable(cold<ValueFrame>('|').pipe(trace())).toBe('|');
      expectObservable(cold<ValueFrame>('a#', frames).pipe(trace({ cells: [1] }))).toBe('x#', { x: sample(0, 2) });
      const source = hot('abcd|', frames);
      expectObservable(source.pipe(trace({ cells: [1] })), '-!').toBe('x-', { x: sample(0, 2) });
      expectSubscriptions(source.subscriptions).toBe('^!');
    });
  });

  it('copies what it keeps of borrowed frames', () => {
    const samples: unknown[] = [];
    poisoned(of(frames.a, frames.b))
      .pipe(trace({ cells: [1] }), toArray())
      .subscribe((all) => samples.push(...all));
    expect(samples).toEqual([sample(0, 2), sample(1, 5)]);
  });

  it('refuses a cell that does not exist: at once where the size is known, else with the first frame', () => {
    const stream = new FrameStream(of(frames.a), { dt: 1, size: 3 });
    expect(() => stream.pipe(trace({ cells: [0, 3] }))).toThrow('cell 3 does not exist in a population of 3');
    const errors: unknown[] = [];
    of(frames.a)
      .pipe(trace({ cells: [1.5] }))
      .subscribe({ error: (error) => errors.push(error) });
    expect(String(errors[0])).toContain('cell 1.5 does not exist in a population of 3');
  });
});
