/** Spikes of one population that are forgotten exponentially: what a low-pass filter of them holds. Knows no units but steps. */
import { ownMath } from '../kernels/index.ts';
import type { SpikesOfStep } from './spike-statistics.ts';

export class FilteredSpikes {
  readonly size: number;
  readonly #tau: number;
  /** What was held just after the step of the last spike of a cell. */
  readonly #held: Float64Array;
  readonly #last: Float64Array;

  /** `tau` in steps, above 0. */
  constructor(size: number, tau: number) {
    this.size = size;
    this.#tau = tau;
    this.#held = new Float64Array(size);
    this.#last = new Float64Array(size);
  }

  /** Frames in ascending order of steps. */
  add({ step, count, cells }: SpikesOfStep): void {
    for (let i = 0; i < count; i++) {
      const cell = cells[i]!;
      this.#held[cell] = this.#at(cell, step) + 1;
      this.#last[cell] = step;
    }
  }

  clear(): void {
    this.#held.fill(0);
  }

  /** Of each cell the sum over its spikes of exp(-(step - spike) / tau). */
  read(step: number): Float64Array {
    return Float64Array.from({ length: this.size }, (_, cell) => this.#at(cell, step));
  }

  #at(cell: number, step: number): number {
    const held = this.#held[cell]!;
    return held === 0 ? 0 : held * ownMath.exp((this.#last[cell]! - step) / this.#tau);
  }
}
