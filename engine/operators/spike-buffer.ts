/** Spikes as pairs (step, cell) in arrays that grow by doubling. Knows no windows. */
import type { SpikeFrame } from '../activity.ts';

const FIRST_CAPACITY = 1024;

export class SpikeBuffer {
  #steps = new Uint32Array(FIRST_CAPACITY);
  #cells = new Uint32Array(FIRST_CAPACITY);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Copies the frame's spikes to the end. */
  add(frame: SpikeFrame): void {
    const { step, count, cells } = frame;
    if (count === 0) return;
    const end = this.#length + count;
    if (end > this.#steps.length) this.#grow(end);
    this.#steps.fill(step, this.#length, end);
    this.#cells.set(count === cells.length ? cells : cells.subarray(0, count), this.#length);
    this.#length = end;
  }

  /** Forgets spikes before `step`; they must have been added in ascending order. */
  dropBefore(step: number): void {
    let low = 0;
    let high = this.#length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#steps[middle]! < step) low = middle + 1;
      else high = middle;
    }
    if (low === 0) return;
    this.#steps.copyWithin(0, low, this.#length);
    this.#cells.copyWithin(0, low, this.#length);
    this.#length -= low;
  }

  clear(): void {
    this.#length = 0;
  }

  /** Copies that the caller may keep. */
  copy(): { steps: Uint32Array; cells: Uint32Array } {
    return { steps: this.#steps.slice(0, this.#length), cells: this.#cells.slice(0, this.#length) };
  }

  #grow(needed: number): void {
    const capacity = Math.max(needed, 2 * this.#steps.length);
    const steps = new Uint32Array(capacity);
    const cells = new Uint32Array(capacity);
    steps.set(this.#steps.subarray(0, this.#length));
    cells.set(this.#cells.subarray(0, this.#length));
    this.#steps = steps;
    this.#cells = cells;
  }
}
