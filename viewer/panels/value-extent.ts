/** The least and the greatest value of all that a history keeps of a variable, told as it grows. */
import type { ValueStore } from '../history/value-store.ts';

export interface Extent {
  readonly low: number;
  readonly high: number;
}

export class RunningExtent {
  #store: ValueStore | null = null;
  #next = 0;
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  /** Null before there is a number. */
  get extent(): Extent | null {
    return this.#low <= this.#high ? { low: this.#low, high: this.#high } : null;
  }

  /** Looks at what came since the last time; another store begins anew. @param edge the step after the last one */
  update(store: ValueStore, edge: number): void {
    if (store !== this.#store) {
      this.#store = store;
      this.#next = 0;
      this.#low = Number.POSITIVE_INFINITY;
      this.#high = Number.NEGATIVE_INFINITY;
    }
    if (edge <= this.#next) return;
    store.visit(this.#next, edge, (_step, values, offset) => {
      for (let i = offset; i < offset + store.width; i++) {
        const value = values[i]!;
        if (value < this.#low) this.#low = value;
        if (value > this.#high) this.#high = value;
      }
    });
    this.#next = edge;
  }
}
