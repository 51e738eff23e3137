/** Remembers when each cell fired last, and finds the intervals that end in a step. Knows no units. */
import type { SpikeFrame } from '../activity.ts';

export class LastSpikes {
  /** Filled by `advance`: cells and intervals in steps; entries beyond its result are meaningless. */
  readonly cells: Uint32Array;
  readonly intervals: Uint32Array;
  /** Step of the last spike + 1; 0 for a cell that has not fired. */
  readonly #last: Uint32Array;
  #next = -1;

  constructor(size: number) {
    this.cells = new Uint32Array(size);
    this.intervals = new Uint32Array(size);
    this.#last = new Uint32Array(size);
  }

  /** The number of intervals that end in this frame. A frame that does not follow the one before makes all cells begin anew. */
  advance({ step, count, cells }: SpikeFrame): number {
    const last = this.#last;
    if (step !== this.#next && this.#next !== -1) last.fill(0);
    this.#next = step + 1;
    const foundCells = this.cells;
    const foundIntervals = this.intervals;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const cell = cells[i]!;
      const before = last[cell]!;
      last[cell] = step + 1;
      if (before === 0) continue;
      foundCells[found] = cell;
      foundIntervals[found] = step + 1 - before;
      found++;
    }
    return found;
  }
}
