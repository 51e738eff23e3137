/** Messages in file order -> complete batches, every claim checked. Knows no bytes of the container. */
import { NeurariumError } from '../errors.ts';
import { Fields } from './fields.ts';
import * as format from './format.ts';
import {
  LIMITS,
  type PopulationSpikes,
  type TraceBatch,
  type TraceEvent,
  type TraceHeader,
  type TraceMetrics,
  type ValueBatch,
} from './format.ts';
import { checkEvent, checkMetrics } from './header-check.ts';
import { decodeMessage } from './message-codec.ts';

function refuse(message: string): never {
  throw new NeurariumError({ code: 'trace', message });
}

/** Copied, since bytes inside a message lie at any offset and typed arrays do not. */
function elements<A>(bytes: Uint8Array, Type: { new (buffer: ArrayBuffer): A; readonly BYTES_PER_ELEMENT: number }): A {
  if (bytes.length % Type.BYTES_PER_ELEMENT !== 0)
    refuse(`${bytes.length} bytes are no whole number of elements of ${Type.BYTES_PER_ELEMENT} bytes`);
  return new Type(bytes.slice().buffer);
}

interface Span {
  readonly step: number;
  readonly steps: number;
}

export class BatchAssembler {
  readonly #header: TraceHeader;
  readonly #mostSteps: number;
  #next: number | undefined;
  #values: { span: Span; batch: ValueBatch }[] = [];
  #events: TraceEvent[] = [];
  #metrics: TraceMetrics[] = [];
  #bytes = 0;

  /** `next`: the step the next batch must begin with; undefined takes any. */
  constructor(header: TraceHeader, next: number | undefined) {
    this.#header = header;
    this.#mostSteps = format.stepsPerBatch(header.lanes);
    this.#next = next;
  }

  /** The step after the last complete batch. */
  get next(): number | undefined {
    return this.#next;
  }

  /** A batch where this message completed one. Topics of later formats are passed over. @throws NeurariumError 'trace' */
  take(topic: string, data: Uint8Array): TraceBatch | undefined {
    if (topic === format.SPIKES_TOPIC) return this.#complete(decodeMessage(data));
    const waits = topic === format.EVENTS_TOPIC || topic === format.METRICS_TOPIC || topic.startsWith(format.VALUES_TOPIC);
    if (!waits) return undefined;
    this.#bytes += data.length;
    const waiting = this.#events.length + this.#metrics.length + this.#values.length;
    if (this.#bytes > LIMITS.batchBytes || waiting > 2 * LIMITS.batchEvents) refuse('too much waits for the end of one batch');
    const message = decodeMessage(data);
    if (topic === format.EVENTS_TOPIC) this.#events.push(checkEvent(message));
    else if (topic === format.METRICS_TOPIC) this.#metrics.push(checkMetrics(message));
    else this.#values.push(this.#valueBatch(message));
    return undefined;
  }

  /** What came after the last step of a trace that ended in order. */
  rest(): TraceBatch | undefined {
    if (this.#events.length + this.#metrics.length === 0) return undefined;
    return {
      step: this.#next ?? this.#header.first_step,
      steps: 0,
      spikes: [],
      values: [],
      events: this.#events,
      metrics: this.#metrics,
    };
  }

  /** Forgets what is incomplete and goes on with any later step: for reading past damage. */
  skip(): void {
    this.#clear();
    this.#next = undefined;
  }

  #span(fields: Fields): Span {
    return { step: fields.integer('step', 0, 2 ** 49), steps: fields.integer('steps', 1, this.#mostSteps) };
  }

  #valueBatch(message: unknown): { span: Span; batch: ValueBatch } {
    const fields = new Fields(message, 'values');
    const span = this.#span(fields);
    const stream = fields.integer('stream', 0, this.#header.values.length - 1);
    const { population, precision } = this.#header.values[stream]!;
    const bytes = fields.bytes('values');
    const values = precision === 'float32' ? elements(bytes, Float32Array) : elements(bytes, Float64Array);
    const recorded = format.recordedBefore(span.step + span.steps, this.#header) - format.recordedBefore(span.step, this.#header);
    const expected = recorded * this.#header.lanes * this.#header.populations[population]!.size;
    if (values.length !== expected) refuse(`values: got ${values.length} numbers, expected ${expected}`);
    return { span, batch: { stream, values } };
  }

  #complete(message: unknown): TraceBatch | undefined {
    const fields = new Fields(message, 'spikes');
    const span = this.#span(fields);
    const { step, steps } = span;
    if (this.#next !== undefined && step !== this.#next) refuse(`expected step ${this.#next}, got step ${step}`);
    const spikes = fields.list('populations', this.#header.populations.length, (item) => this.#populationSpikes(item, steps));
    spikes.forEach(({ population }, i) => {
      if (i > 0 && population <= spikes[i - 1]!.population) refuse('spikes: populations are out of order');
    });
    const values = this.#values.map(({ batch }) => batch);
    const streams = this.#values.every(({ span, batch }, i) => batch.stream === i && span.step === step && span.steps === steps);
    // A reader that begins in the middle may have missed the values of a batch it will not show.
    if (!streams || values.length !== this.#header.values.length) {
      if (this.#next !== undefined) refuse(`values of steps ${step} to ${step + steps - 1} are missing or out of order`);
      this.#clear();
      return undefined;
    }
    return this.#batch(span, spikes, values);
  }

  /** An event of step n is written before the frames of step n, so it may come before the end of the batch that ends with n - 1. */
  #batch({ step, steps }: Span, spikes: PopulationSpikes[], values: ValueBatch[]): TraceBatch {
    const end = step + steps;
    const events = this.#events.filter((event) => event.step < end);
    const metrics = this.#metrics.filter((entry) => entry.step < end);
    const later = [
      this.#events.filter((event) => event.step >= end),
      this.#metrics.filter((entry) => entry.step >= end),
    ] as const;
    this.#clear();
    [this.#events, this.#metrics] = later;
    this.#next = end;
    return { step, steps, spikes, values, events, metrics };
  }

  #clear(): void {
    this.#values = [];
    this.#events = [];
    this.#metrics = [];
    this.#bytes = 0;
  }

  #populationSpikes(item: unknown, steps: number): PopulationSpikes {
    const fields = new Fields(item, 'spikes');
    const population = fields.integer('population', 0, this.#header.populations.length - 1);
    const { name, size, spikes } = this.#header.populations[population]!;
    if (!spikes) refuse(`spikes: population ${name} is not among the recorded`);
    const Type = format.isNarrow(size) ? Uint16Array : Uint32Array;
    const frames: Uint16Array | Uint32Array = elements<Uint16Array | Uint32Array>(fields.bytes('frames'), Type);
    const cells: Uint16Array | Uint32Array = elements<Uint16Array | Uint32Array>(fields.bytes('cells'), Type);
    const amplitudes = fields.get('amplitudes') === undefined ? undefined : elements(fields.bytes('amplitudes'), Float64Array);
    if (amplitudes !== undefined && amplitudes.length !== cells.length)
      refuse(`${cells.length} spikes with ${amplitudes.length} amplitudes`);
    const { slots, ends } = unpackFrames(frames, steps * this.#header.lanes, cells.length);
    checkCells(cells, ends, size);
    return { population, slots, ends, cells, amplitudes };
  }
}

/** Pairs (slots since the previous frame, count) -> slots and ends of the frames, all within `slotCount` and `cellCount`. */
function unpackFrames(
  frames: Uint16Array | Uint32Array,
  slotCount: number,
  cellCount: number,
): { slots: Uint32Array; ends: Uint32Array } {
  if (frames.length % 2 !== 0 || frames.length / 2 > slotCount)
    refuse(`${frames.length} numbers are no pairs for at most ${slotCount} frames`);
  const slots = new Uint32Array(frames.length / 2);
  const ends = new Uint32Array(frames.length / 2);
  let slot = -1;
  let end = 0;
  for (let f = 0; f < slots.length; f++) {
    const gap = frames[2 * f]!;
    const count = frames[2 * f + 1]!;
    slot += gap;
    end += count;
    if (gap === 0 || count === 0 || slot >= slotCount || end > cellCount)
      refuse(`frame ${f} with ${count} spikes in slot ${slot} does not fit its batch`);
    slots[f] = slot;
    ends[f] = end;
  }
  if (end !== cellCount) refuse(`the frames hold ${end} spikes, ${cellCount} are there`);
  return { slots, ends };
}

function checkCells(cells: Uint16Array | Uint32Array, ends: Uint32Array, size: number): void {
  let i = 0;
  for (const end of ends) {
    for (let previous = -1; i < end; i++) {
      const cell = cells[i]!;
      if (cell <= previous || cell >= size)
        refuse(`cell ${cell} after ${previous} in a population of ${size}; expected ascending indices`);
      previous = cell;
    }
  }
}
