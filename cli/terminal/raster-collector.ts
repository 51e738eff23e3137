/** Keeps a picture of a population's spikes in fixed memory, however long the run. Knows nothing of how it is drawn. */
import type { SpikesOfStep } from '../../engine/index.ts';

/** Time is divided into bins, and evenly spaced cells stand for all. */
export interface RasterPicture {
  readonly name: string;
  readonly size: number;
  /** First step of the picture, and number of steps it covers. */
  readonly from: number;
  readonly steps: number;
  readonly binSteps: number;
  readonly bins: number;
  /** Number of cells sampled: all of them where there are few. */
  readonly rows: number;
  /** rows x bins, row by row: 1 where the sampled cell spiked within the bin. */
  readonly marks: Uint8Array;
  /** Spikes of all cells in each bin. */
  readonly totals: Float64Array;
}

export interface RasterCollectorOptions {
  readonly name: string;
  readonly size: number;
  /** First step of the picture; earlier spikes are left out. Default 0. */
  readonly from?: number;
  /** Most cells sampled; default 64. */
  readonly rows?: number;
  /** Most bins, an even number; default 1024. When time outgrows them, two become one. */
  readonly bins?: number;
}

export class RasterCollector {
  readonly #options: Required<RasterCollectorOptions>;
  /** Cell -> row + 1; 0 for a cell that is not sampled. */
  readonly #rowOf: Uint16Array;
  readonly #marks: Uint8Array;
  readonly #totals: Float64Array;
  #binSteps = 1;

  constructor(options: RasterCollectorOptions) {
    const { size } = options;
    const rows = Math.min(size, options.rows ?? 64);
    this.#options = { from: 0, bins: 1024, ...options, rows };
    this.#rowOf = new Uint16Array(size);
    for (let row = 0; row < rows; row++) this.#rowOf[Math.floor(((row + 0.5) * size) / rows)] = row + 1;
    this.#marks = new Uint8Array(rows * this.#options.bins);
    this.#totals = new Float64Array(this.#options.bins);
  }

  /** Copies what it needs; an empty frame costs nothing. */
  add({ step, count, cells }: SpikesOfStep): void {
    const { from, bins } = this.#options;
    if (count === 0 || step < from) return;
    while (step - from >= bins * this.#binSteps) this.#halve();
    const bin = Math.floor((step - from) / this.#binSteps);
    const rowOf = this.#rowOf;
    const marks = this.#marks;
    this.#totals[bin]! += count;
    for (let i = 0; i < count; i++) {
      const row = rowOf[cells[i]!]!;
      if (row !== 0) marks[(row - 1) * bins + bin] = 1;
    }
  }

  /** The picture up to step `end`, not included. The receiver's own. */
  picture(end: number): RasterPicture {
    const { name, size, from, rows, bins: capacity } = this.#options;
    const steps = Math.max(0, end - from);
    const binSteps = this.#binSteps;
    const bins = Math.min(capacity, Math.ceil(steps / binSteps));
    const marks = new Uint8Array(rows * bins);
    for (let row = 0; row < rows; row++) marks.set(this.#marks.subarray(row * capacity, row * capacity + bins), row * bins);
    return { name, size, from, steps, binSteps, bins, rows, marks, totals: this.#totals.slice(0, bins) };
  }

  #halve(): void {
    const { rows, bins } = this.#options;
    const half = bins >> 1;
    for (let row = 0; row < rows; row++) {
      const line = this.#marks.subarray(row * bins, (row + 1) * bins);
      for (let i = 0; i < half; i++) line[i] = line[2 * i]! | line[2 * i + 1]!;
      line.fill(0, half);
    }
    for (let i = 0; i < half; i++) this.#totals[i] = this.#totals[2 * i]! + this.#totals[2 * i + 1]!;
    this.#totals.fill(0, half);
    this.#binSteps *= 2;
  }
}
