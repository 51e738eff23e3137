/** One recorded variable while a batch is open. Knows no file. */
import type { ValueFrame } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { recordedBefore, type TraceHeader, type TraceValueStream } from './format.ts';
import { bytesOf, grown } from './spike-batch.ts';

/** What a 'values' message says: recorded steps x lanes x cells, float32 or float64 as the header's stream says. */
export interface PackedValues {
  readonly stream: number;
  readonly step: number;
  readonly steps: number;
  readonly values: Uint8Array;
}

export class ValueRecord {
  readonly #index: number;
  readonly #variable: string;
  readonly #size: number;
  readonly #header: TraceHeader;
  #values: Float64Array | Float32Array;
  #end = 0;

  constructor(index: number, stream: TraceValueStream, header: TraceHeader) {
    this.#index = index;
    this.#variable = stream.variable;
    this.#size = header.populations[stream.population]!.size;
    this.#header = header;
    this.#values = stream.precision === 'float32' ? new Float32Array(1024) : new Float64Array(1024);
  }

  /** Copies a frame. Returns why it cannot be recorded, or undefined. */
  add({ values, lane }: ValueFrame): string | undefined {
    if (values.length !== this.#size) return `got ${values.length} values, expected ${this.#size}`;
    const expected = (this.#end / this.#size) % this.#header.lanes;
    if (lane !== expected) return `got lane ${lane}, expected lane ${expected}`;
    if (this.#end + this.#size > this.#values.length) this.#values = grown(this.#values, this.#end + this.#size);
    this.#values.set(values, this.#end);
    this.#end += this.#size;
    return undefined;
  }

  /** Borrowed: valid until the next `add`. @throws NeurariumError 'write' where a frame is missing */
  packed(step: number, steps: number): PackedValues {
    const recorded = recordedBefore(step + steps, this.#header) - recordedBefore(step, this.#header);
    const expected = recorded * this.#header.lanes;
    const frames = this.#end / this.#size;
    if (frames !== expected) {
      const message = `cannot record variable ${this.#variable}: got ${frames} frames, expected ${expected}`;
      throw new NeurariumError({ code: 'write', message, where: `trace, steps ${step} to ${step + steps - 1}` });
    }
    return { stream: this.#index, step, steps, values: bytesOf(this.#values, this.#end) };
  }

  clear(): void {
    this.#end = 0;
  }
}
