/** Counts the spikes of one population and, per cell, what rate and irregularity need. No stream, no units but steps. */
import { NeurariumError } from '../errors.ts';

/** What is read of a SpikeFrame. */
export interface SpikesOfStep {
  readonly step: number;
  readonly count: number;
  readonly cells: Uint32Array;
}

/** Only spikes of steps `from` up to, not including, `to` count. */
export interface StepRange {
  readonly from?: number;
  readonly to?: number;
}

// Per cell, side by side in memory so that a spike touches one cache line: first spike, last spike, spikes, sum of squared
// intervals.
const FIRST = 0;
const LAST = 1;
const SPIKES = 2;
const SQUARES = 3;
const STRIDE = 4;

/**
 * Accumulates frames of one lane, added in ascending order of steps. Nothing is kept of a frame, and an empty one costs nothing.
 * Irregularity is the mean over cells of std / mean of their inter-spike intervals; std is that of the population (divided by n,
 * not n - 1), over cells with at least `minIntervals` intervals, by default 2 (three spikes).
 */
export class SpikeStatistics {
  readonly size: number;
  readonly from: number;
  readonly to: number;
  readonly #cells: Float64Array;
  #spikes = 0;

  constructor(size: number, range: StepRange = {}) {
    this.size = size;
    this.from = range.from ?? 0;
    this.to = range.to ?? Infinity;
    if (!(this.from >= 0 && this.to > this.from)) {
      const message = `spikes are to be counted from step ${this.from} to step ${this.to}, expected 0 <= from < to`;
      throw new NeurariumError({ code: 'usage', message });
    }
    this.#cells = new Float64Array(size * STRIDE);
  }

  add({ step, count, cells }: SpikesOfStep): void {
    if (count === 0 || step < this.from || step >= this.to) return;
    const table = this.#cells;
    this.#spikes += count;
    for (let i = 0; i < count; i++) {
      const at = cells[i]! * STRIDE;
      if (table[at + SPIKES] === 0) {
        table[at + FIRST] = step;
      } else {
        const interval = step - table[at + LAST]!;
        table[at + SQUARES]! += interval * interval;
      }
      table[at + LAST] = step;
      table[at + SPIKES]!++;
    }
  }

  /** Forgets all spikes; the range stays. */
  clear(): void {
    if (this.#spikes === 0) return;
    this.#cells.fill(0);
    this.#spikes = 0;
  }

  /** Spikes in the range. */
  get spikes(): number {
    return this.#spikes;
  }

  /**
   * Mean rate per cell in Hz over the part of the range that lies before step `end`; null where that is empty or there are no
   * cells.
   * @param end the step after the last one run
   * @param dt length of a step in ms
   */
  rate(end: number, dt: number): number | null {
    const steps = Math.min(end, this.to) - this.from;
    return steps > 0 && this.size > 0 ? (1000 * this.#spikes) / (this.size * steps * dt) : null;
  }

  /**
   * Mean coefficient of variation of the inter-spike intervals, and over how many cells; null where no cell has enough intervals.
   */
  coefficientOfVariation(minIntervals = 2): { cv: number | null; cells: number } {
    const table = this.#cells;
    let sum = 0;
    let cells = 0;
    for (let at = 0; at < table.length; at += STRIDE) {
      const intervals = table[at + SPIKES]! - 1;
      if (intervals < minIntervals || intervals < 1) continue;
      // n * sum(x^2) - sum(x)^2 over whole numbers: exact up to 2^53, so that regular firing gives 0 and not some rounding.
      const total = table[at + LAST]! - table[at + FIRST]!;
      sum += Math.sqrt(Math.max(0, intervals * table[at + SQUARES]! - total * total)) / total;
      cells++;
    }
    return { cv: cells === 0 ? null : sum / cells, cells };
  }

  /** Spikes of each cell in the range. */
  spikesPerCell(): Uint32Array {
    return Uint32Array.from({ length: this.size }, (_, cell) => this.#cells[cell * STRIDE + SPIKES]!);
  }

  /** Mean inter-spike interval of each cell in steps; NaN for a cell with fewer than two spikes. */
  meanIntervals(): Float64Array {
    const table = this.#cells;
    return Float64Array.from({ length: this.size }, (_, cell) => {
      const at = cell * STRIDE;
      const intervals = table[at + SPIKES]! - 1;
      return intervals < 1 ? Number.NaN : (table[at + LAST]! - table[at + FIRST]!) / intervals;
    });
  }
}
