/** Frames for marble tests: one character is one step. */
import { Observable } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { expect } from 'vitest';
import type { SpikeFrame, ValueFrame } from '../../../engine/activity.ts';

export const marbles = () => new TestScheduler((actual, expected) => expect(actual).toEqual(expected));

/** A frame whose array is longer than its count, as an engine's buffer is. */
export function spikes(step: number, ...cells: number[]): SpikeFrame {
  return { step, lane: 0, count: cells.length, cells: Uint32Array.of(...cells, 4_000_000_000) };
}

export function values(step: number, ...numbers: number[]): ValueFrame {
  return { step, lane: 0, values: Float64Array.from(numbers) };
}

/** { a: frame of step 0, b: of step 1, ... }, each given by its cells. */
export function spikesByLetter(...steps: number[][]): Record<string, SpikeFrame> {
  return Object.fromEntries(steps.map((cells, step) => [String.fromCharCode(97 + step), spikes(step, ...cells)]));
}

/** Emits each frame from buffers that are overwritten as soon as the emission returns, as the engine may do. */
export function poisoned<F extends SpikeFrame | ValueFrame>(source: Observable<F>): Observable<F> {
  return new Observable((subscriber) =>
    source.subscribe({
      next(frame) {
        const lent = structuredClone(frame);
        subscriber.next(lent);
        for (const part of Object.values(lent))
          if (ArrayBuffer.isView(part)) (part as Float64Array | Float32Array | Uint32Array).fill(0xdeadbeef);
        Object.assign(lent, { step: -7, count: 0xffff, lane: 99 });
      },
      error: (error: unknown) => subscriber.error(error),
      complete: () => subscriber.complete(),
    }),
  );
}
