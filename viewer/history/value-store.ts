/** Values of some cells of one variable, row by row with the step of each row: filled at the end, read anywhere. */

const chunkNumbers = 65_536;

interface Chunk {
  readonly steps: Uint32Array;
  /** rows x width. */
  readonly values: Float32Array;
  rows: number;
}

export class ValueStore {
  /** Numbers per row. */
  readonly width: number;
  readonly #rowsPerChunk: number;
  readonly #chunks: Chunk[] = [];

  constructor(width: number) {
    this.width = width;
    this.#rowsPerChunk = Math.max(1, Math.floor(chunkNumbers / width));
  }

  get bytes(): number {
    return this.#chunks.length * this.#rowsPerChunk * (this.width + 1) * 4;
  }

  /** Copies rows of consecutive steps from `step` on, later than all others. */
  append(step: number, rows: Float32Array | Float64Array): void {
    const { width } = this;
    const count = Math.floor(rows.length / width);
    for (let row = 0; row < count; ) {
      const chunk = this.#open();
      const taken = Math.min(this.#rowsPerChunk - chunk.rows, count - row);
      for (let k = 0; k < taken; k++) chunk.steps[chunk.rows + k] = step + row + k;
      chunk.values.set(rows.subarray(row * width, (row + taken) * width), chunk.rows * width);
      chunk.rows += taken;
      row += taken;
    }
  }

  dropOldest(): void {
    if (this.#chunks.length > 1) this.#chunks.shift();
  }

  /** The last row at or before a step. The array is the store's own. */
  at(step: number): { readonly step: number; readonly values: Float32Array } | null {
    for (let c = this.#chunks.length - 1; c >= 0; c--) {
      const { steps, values, rows } = this.#chunks[c]!;
      if (steps[0]! > step) continue;
      let [row, beyond] = [0, rows];
      while (beyond - row > 1) {
        const middle = (row + beyond) >>> 1;
        if (steps[middle]! > step) beyond = middle;
        else row = middle;
      }
      return { step: steps[row]!, values: values.subarray(row * this.width, (row + 1) * this.width) };
    }
    return null;
  }

  /** Visits rows with from <= step < to, in order: `values` from `offset` on, `width` numbers. */
  visit(from: number, to: number, visit: (step: number, values: Float32Array, offset: number) => void): void {
    for (const { steps, values, rows } of this.#chunks) {
      if (rows === 0 || steps[rows - 1]! < from) continue;
      if (steps[0]! >= to) return;
      for (let row = 0; row < rows; row++) {
        const step = steps[row]!;
        if (step >= to) return;
        if (step >= from) visit(step, values, row * this.width);
      }
    }
  }

  #open(): Chunk {
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.rows < this.#rowsPerChunk) return last;
    const steps = new Uint32Array(this.#rowsPerChunk);
    const chunk = { steps, values: new Float32Array(this.#rowsPerChunk * this.width), rows: 0 };
    this.#chunks.push(chunk);
    return chunk;
  }
}
