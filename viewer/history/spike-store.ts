/** The spikes of one population as they were seen, by step: filled at the end, read anywhere. Knows no time in ms and no picture. */

const chunkSpikes = 65_536;

interface Chunk {
  readonly steps: Uint32Array;
  readonly cells: Uint32Array;
  count: number;
}

/** A run of spikes, ascending by step then cell, at places `begin` to `end` of the arrays, which are the store's. */
export type VisitSpikes = (steps: Uint32Array, cells: Uint32Array, begin: number, end: number) => void;

export class SpikeStore {
  readonly #chunks: Chunk[] = [];
  #count = 0;

  /** Spikes that are kept. */
  get count(): number {
    return this.#count;
  }

  get bytes(): number {
    return this.#chunks.length * chunkSpikes * 8;
  }

  /** First step that is whole here; spikes before it were dropped. */
  get first(): number {
    return this.#chunks[0]?.steps[0] ?? 0;
  }

  /** Copies spikes that come after all others, ascending by step. */
  append(steps: Uint32Array, cells: Uint32Array): void {
    let taken = 0;
    while (taken < steps.length) {
      const chunk = this.#open();
      const room = Math.min(chunkSpikes - chunk.count, steps.length - taken);
      chunk.steps.set(steps.subarray(taken, taken + room), chunk.count);
      chunk.cells.set(cells.subarray(taken, taken + room), chunk.count);
      chunk.count += room;
      taken += room;
    }
    this.#count += steps.length;
  }

  /** Forgets the oldest chunk, if another one follows. */
  dropOldest(): void {
    if (this.#chunks.length < 2) return;
    this.#count -= this.#chunks.shift()!.count;
  }

  /** Visits the spikes with from <= step < to. */
  visit(from: number, to: number, visit: VisitSpikes): void {
    for (let c = this.#chunkAt(from); c < this.#chunks.length; c++) {
      const { steps, cells, count } = this.#chunks[c]!;
      if (steps[0]! >= to) return;
      const begin = lowerBound(steps, count, from);
      const end = lowerBound(steps, count, to);
      if (end > begin) visit(steps, cells, begin, end);
    }
  }

  /** How many spikes have from <= step < to. */
  countBetween(from: number, to: number): number {
    return Math.max(0, this.#rank(to) - this.#rank(from));
  }

  /** Spikes before a step, of those that are kept. */
  #rank(step: number): number {
    const at = this.#chunkAt(step);
    let before = at * chunkSpikes;
    const chunk = this.#chunks[at];
    if (chunk !== undefined) before += lowerBound(chunk.steps, chunk.count, step);
    return Math.min(before, this.#count);
  }

  /** The first chunk that may hold spikes of `step` or later. */
  #chunkAt(step: number): number {
    let low = 0;
    let high = this.#chunks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const { steps, count } = this.#chunks[middle]!;
      if (steps[count - 1]! < step) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #open(): Chunk {
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.count < chunkSpikes) return last;
    const chunk = { steps: new Uint32Array(chunkSpikes), cells: new Uint32Array(chunkSpikes), count: 0 };
    this.#chunks.push(chunk);
    return chunk;
  }
}

/** First place among `count` ascending numbers that is not below `value`. */
function lowerBound(sorted: Uint32Array, count: number, value: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
