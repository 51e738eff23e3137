/** One population of a replay: its streams, fed step by step from batches. Knows no trace file. */
import { Subject } from 'rxjs';
import type { PopulationActivity, SpikeFrame, ValueFrame } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { FrameStream } from '../frame-stream.ts';
import { suggest } from '../suggest.ts';
import { isRecorded, type PopulationSpikes, recordedBefore, type TraceBatch, type TraceHeader } from './format.ts';

/** The frames of one population of one batch, taken slot by slot. */
export class SpikeCursor {
  readonly #spikes: PopulationSpikes;
  #frame = 0;

  constructor(spikes: PopulationSpikes) {
    this.#spikes = spikes;
  }

  /** Where the cells of `slot` lie, if it has any. Slots must be asked in ascending order. */
  take(slot: number): { readonly from: number; readonly to: number } | undefined {
    const { slots, ends } = this.#spikes;
    while (this.#frame < slots.length && slots[this.#frame]! < slot) this.#frame++;
    if (slots[this.#frame] !== slot) return undefined;
    return { from: this.#frame === 0 ? 0 : ends[this.#frame - 1]!, to: ends[this.#frame]! };
  }

  get spikes(): PopulationSpikes {
    return this.#spikes;
  }
}

export class ReplayedPopulation implements PopulationActivity {
  readonly name: string;
  readonly size: number;
  readonly #index: number;
  readonly #header: TraceHeader;
  readonly #spikes = new Subject<SpikeFrame>();
  readonly #values = new Map<number, Subject<ValueFrame>>();
  #cells = new Uint32Array(64);

  constructor(index: number, header: TraceHeader) {
    this.name = header.populations[index]!.name;
    this.size = header.populations[index]!.size;
    this.#index = index;
    this.#header = header;
    header.values.forEach(({ population }, stream) => {
      if (population === index) this.#values.set(stream, new Subject());
    });
  }

  /** @throws NeurariumError 'trace' where its spikes were not recorded */
  get spikes$(): FrameStream<SpikeFrame> {
    if (!this.#header.populations[this.#index]!.spikes) {
      const message = `the spikes of population '${this.name}' were not recorded`;
      throw new NeurariumError({ code: 'trace', message, where: `trace of ${this.#header.scenario}` });
    }
    return this.#stream(this.#spikes);
  }

  /** @throws NeurariumError 'trace' where the variable was not recorded */
  values$(variable: string): FrameStream<ValueFrame> {
    for (const [stream, subject] of this.#values) {
      if (this.#header.values[stream]!.variable === variable) return this.#stream(subject);
    }
    const recorded = [...this.#values.keys()].map((stream) => this.#header.values[stream]!.variable);
    const message = `variable '${variable}' of population '${this.name}' was not recorded`;
    throw new NeurariumError({
      code: 'trace',
      message,
      where: `trace of ${this.#header.scenario}`,
      hint: suggest(variable, recorded),
    });
  }

  #stream<F>(subject: Subject<F>): FrameStream<F> {
    return new FrameStream(subject.asObservable(), { dt: this.#header.dt_ms, size: this.size });
  }

  /** Emits the frames of one step and lane; returns its cells, which the next call overwrites. */
  emit(
    step: number,
    lane: number,
    slot: number,
    cursor: SpikeCursor | undefined,
    batch: TraceBatch,
    poison: boolean,
  ): Uint32Array {
    const place = cursor?.take(slot);
    const count = place === undefined ? 0 : place.to - place.from;
    if (count > this.#cells.length) this.#cells = new Uint32Array(2 * count);
    if (place !== undefined) this.#cells.set(cursor!.spikes.cells.subarray(place.from, place.to));
    if (this.#spikes.observed) {
      const cells = poison ? this.#cells.slice() : this.#cells;
      const amplitude = place === undefined ? undefined : cursor!.spikes.amplitudes?.slice(place.from, place.to);
      this.#spikes.next(amplitude === undefined ? { step, lane, count, cells } : { step, lane, count, cells, amplitude });
      if (poison) {
        cells.fill(0xffffffff);
        amplitude?.fill(Number.NaN);
      }
    }
    for (const [stream, subject] of this.#values)
      if (subject.observed && isRecorded(step, this.#header))
        this.#emitValues(subject, step, lane, batch, batch.values[stream]!.values, poison);
    return this.#cells.subarray(0, count);
  }

  #emitValues(
    subject: Subject<ValueFrame>,
    step: number,
    lane: number,
    batch: TraceBatch,
    all: Float64Array | Float32Array,
    poison: boolean,
  ): void {
    const row = (recordedBefore(step, this.#header) - recordedBefore(batch.step, this.#header)) * this.#header.lanes + lane;
    const values = all.subarray(row * this.size, (row + 1) * this.size);
    subject.next({ step, lane, values });
    if (poison) values.fill(Number.NaN);
  }

  complete(): void {
    this.#spikes.complete();
    for (const subject of this.#values.values()) subject.complete();
  }
}
