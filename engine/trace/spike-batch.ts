/** The spikes of one population while a batch is open: grown by doubling, reused from batch to batch. Knows no file. */
import type { SpikeFrame } from '../activity.ts';
import { isNarrow } from './format.ts';

type Indices = Uint16Array | Uint32Array;

/** What the 'spikes' message says of one population; `frames` are pairs (slots since the previous frame, count). */
export interface PackedSpikes {
  readonly population: number;
  readonly frames: Uint8Array;
  readonly cells: Uint8Array;
  readonly amplitudes?: Uint8Array;
}

export class SpikeBatch {
  readonly #population: number;
  #frames: Indices;
  #cells: Indices;
  #amplitudes: Float64Array | undefined;
  #frameEnd = 0;
  #cellEnd = 0;
  #slot = -1;

  constructor(population: number, size: number) {
    this.#population = population;
    this.#frames = isNarrow(size) ? new Uint16Array(2048) : new Uint32Array(2048);
    this.#cells = isNarrow(size) ? new Uint16Array(4096) : new Uint32Array(4096);
  }

  get isEmpty(): boolean {
    return this.#frameEnd === 0;
  }

  /** Copies a frame with at least one spike. Returns why it cannot be recorded, or undefined. */
  add(slot: number, frame: SpikeFrame): string | undefined {
    const { count, cells } = frame;
    const gap = slot - this.#slot;
    if (gap < 1) return 'its frame came twice or out of order';
    const from = this.#cellEnd;
    const end = from + count;
    if (this.#frameEnd === this.#frames.length) this.#frames = grown(this.#frames, this.#frameEnd + 2);
    if (end > this.#cells.length) this.#cells = grown(this.#cells, end);
    const mine = this.#cells;
    for (let i = 0; i < count; i++) mine[from + i] = cells[i]!;
    if (frame.amplitude !== undefined || this.#amplitudes !== undefined) {
      if (frame.amplitude === undefined || (this.#amplitudes === undefined && from > 0))
        return 'only some of its spikes have an amplitude';
      this.#addAmplitudes(frame.amplitude.subarray(0, count), from);
    }
    this.#frames[this.#frameEnd++] = gap;
    this.#frames[this.#frameEnd++] = count;
    this.#slot = slot;
    this.#cellEnd = end;
    return undefined;
  }

  #addAmplitudes(amplitudes: Float64Array, from: number): void {
    this.#amplitudes ??= new Float64Array(this.#cells.length);
    if (this.#amplitudes.length < this.#cells.length) this.#amplitudes = grown(this.#amplitudes, this.#cells.length);
    this.#amplitudes.set(amplitudes, from);
  }

  /** Borrowed: valid until the next `add`. */
  packed(): PackedSpikes {
    const packed = {
      population: this.#population,
      frames: bytesOf(this.#frames, this.#frameEnd),
      cells: bytesOf(this.#cells, this.#cellEnd),
    };
    return this.#amplitudes === undefined ? packed : { ...packed, amplitudes: bytesOf(this.#amplitudes, this.#cellEnd) };
  }

  clear(): void {
    this.#frameEnd = 0;
    this.#cellEnd = 0;
    this.#slot = -1;
    this.#amplitudes = undefined;
  }
}

/** A larger array of the same type with the same beginning. */
export function grown<A extends Uint16Array | Uint32Array | Float32Array | Float64Array>(array: A, needed: number): A {
  const Type = array.constructor as new (length: number) => A;
  const larger = new Type(Math.max(2 * array.length, needed));
  larger.set(array);
  return larger;
}

/** The first `count` elements, little-endian as on every machine that runs JavaScript engines today. */
export function bytesOf(array: Uint16Array | Uint32Array | Float32Array | Float64Array, count: number): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, count * array.BYTES_PER_ELEMENT);
}
