/** The moment at which a population fires most: how many spikes the fullest window of a length has, and their spread. No stream, no units but steps. */
import type { SpikesOfStep } from './spike-statistics.ts';

/**
 * Accumulates frames of one lane, added in ascending order of steps. Keeps the frames of one window; of several equally full ones the
 * first counts.
 */
export class DensestWindow {
  readonly #length: number;
  readonly #steps: number[] = [];
  readonly #counts: number[] = [];
  #inside = 0;
  #spikes = 0;
  #spread = 0;

  /** `length` in steps, at least 1: a window covers that many steps. */
  constructor(length: number) {
    this.#length = length;
  }

  /** Spikes in the fullest window. */
  get spikes(): number {
    return this.#spikes;
  }

  /** Standard deviation of the steps of those spikes (divided by n); null without any. */
  get spread(): number | null {
    return this.#spikes === 0 ? null : this.#spread;
  }

  add({ step, count }: SpikesOfStep): void {
    if (count === 0) return;
    this.#steps.push(step);
    this.#counts.push(count);
    this.#inside += count;
    while (this.#steps[0]! <= step - this.#length) {
      this.#steps.shift();
      this.#inside -= this.#counts.shift()!;
    }
    if (this.#inside <= this.#spikes) return;
    this.#spikes = this.#inside;
    this.#spread = this.#deviation();
  }

  #deviation(): number {
    const sum = (value: (step: number) => number) =>
      this.#steps.reduce((total, step, k) => total + this.#counts[k]! * value(step), 0) / this.#inside;
    const mean = sum((step) => step);
    return Math.sqrt(sum((step) => (step - mean) * (step - mean)));
  }
}
