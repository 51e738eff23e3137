/** Intervals and counts of the spikes of a population up to a moment; goes on from where it was as the moment moves ahead. */
import type { SpikeStore } from '../history/spike-store.ts';

export class SpikeStatistics {
  readonly #size: number;
  #store: SpikeStore | null = null;
  /** First step that was not looked at. */
  #next = 0;
  #last = new Float64Array(0);
  counts = new Uint32Array(0);
  /** Number, sum and sum of squares of each cell's intervals, in steps. */
  intervals = new Uint32Array(0);
  sums = new Float64Array(0);
  squares = new Float64Array(0);
  /** Of all cells: length in steps -> how many. */
  lengths = new Map<number, number>();

  constructor(size: number) {
    this.#size = size;
  }

  /** Takes in the spikes before `end`; begins anew where the moment moved back, or the store is another. */
  update(store: SpikeStore, first: number, end: number): void {
    if (store !== this.#store || end < this.#next) this.#begin(store, first);
    if (end <= this.#next) return;
    store.visit(this.#next, end, (steps, cells, begin, stop) => {
      for (let k = begin; k < stop; k++) this.#take(steps[k]!, cells[k]!);
    });
    this.#next = end;
  }

  #begin(store: SpikeStore, first: number): void {
    this.#store = store;
    this.#next = first;
    this.#last = new Float64Array(this.#size).fill(Number.NaN);
    this.counts = new Uint32Array(this.#size);
    this.intervals = new Uint32Array(this.#size);
    this.sums = new Float64Array(this.#size);
    this.squares = new Float64Array(this.#size);
    this.lengths = new Map();
  }

  #take(step: number, cell: number): void {
    const length = step - this.#last[cell]!;
    this.#last[cell] = step;
    this.counts[cell]!++;
    if (Number.isNaN(length)) return;
    this.intervals[cell]!++;
    this.sums[cell]! += length;
    this.squares[cell]! += length * length;
    this.lengths.set(length, (this.lengths.get(length) ?? 0) + 1);
  }
}
