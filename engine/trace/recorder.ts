/** Frames -> a trace. Cheap on the hot path, one writer behind it. Knows no file system and no clock. */
import type { SpikeFrame, ValueFrame } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { loadCodec } from './chunk-codec.ts';
import type { TraceEvent, TraceHeader, TraceNetwork, TraceSummary } from './format.ts';
import * as format from './format.ts';
import { checkEvent, checkHeader, checkMetrics } from './header-check.ts';
import { encodeMessage } from './message-codec.ts';
import { networkParts } from './network-parts.ts';
import { SpikeBatch } from './spike-batch.ts';
import { TraceOutput } from './trace-output.ts';
import { ValueRecord } from './value-record.ts';
import { type TraceWritable, WriteQueue } from './write-queue.ts';

/** Bytes in an open batch at which it is closed at the next step. */
const BATCH_BYTES = 256 * 1024;
/** Wall time between two closed chunks; what a killed run loses at most, well below the promised second. */
const FLUSH_MS = 400;
/** Bytes on their way to disk beyond which `flush` makes the run wait. */
const MOST_BACKLOG = 4 * 1024 * 1024;

const HEADER = 0;
const SPIKES = 1;
const EVENTS = 2;
const METRICS = 3;
const SUMMARY = 4;
const NETWORK = 5;
const VALUES = 6;

/**
 * Records a run. Frames are given synchronously, in step order without gaps, the frames of one step together; `flush` is called
 * between steps. The methods of the hot path never throw: what goes wrong is thrown once, by the next `flush` or by `close`; from
 * then on frames are dropped and `close` is quiet, so that the run can stop in order.
 */
export class TraceRecorder {
  readonly #header: TraceHeader;
  readonly #queue: WriteQueue;
  readonly #output: TraceOutput;
  readonly #spikes: readonly (SpikeBatch | undefined)[];
  readonly #values: readonly ValueRecord[];
  readonly #mostSteps: number;
  readonly #lanes: number;
  #first: number; // first step of the open batch
  #step: number; // step that is being recorded, #first - 1 where the batch is empty
  #bytes = 0; // about, in the open batch
  #events = 0; // since the last closed batch
  #flushed: number | undefined;
  #failure: NeurariumError | undefined;
  #reported = false;
  #closed: Promise<void> | undefined;

  private constructor(header: TraceHeader, writable: TraceWritable) {
    this.#header = header;
    this.#queue = new WriteQueue(writable);
    const values = header.values.map(
      ({ population, variable }) => `${format.VALUES_TOPIC}${header.populations[population]!.name}/${variable}`,
    );
    const { HEADER_TOPIC, SPIKES_TOPIC, EVENTS_TOPIC, METRICS_TOPIC, SUMMARY_TOPIC, NETWORK_TOPIC } = format;
    const topics = [HEADER_TOPIC, SPIKES_TOPIC, EVENTS_TOPIC, METRICS_TOPIC, SUMMARY_TOPIC, NETWORK_TOPIC, ...values];
    this.#output = new TraceOutput(this.#queue, format.TRACE_PROFILE, `neurarium ${header.version}`, topics);
    this.#spikes = header.populations.map(({ size, spikes }, index) => (spikes ? new SpikeBatch(index, size) : undefined));
    this.#values = header.values.map((stream, index) => new ValueRecord(index, stream, header));
    this.#lanes = header.lanes;
    this.#mostSteps = format.stepsPerBatch(header.lanes);
    this.#first = header.first_step;
    this.#step = header.first_step - 1;
  }

  /** Checks the header and writes it at once. @throws NeurariumError 'write' where it cannot be written, 'trace' where it is wrong */
  static async open(writable: TraceWritable, header: TraceHeader): Promise<TraceRecorder> {
    checkHeader(header);
    await loadCodec();
    const recorder = new TraceRecorder(header, writable);
    recorder.#message(HEADER, header.first_step, { format: format.TRACE_FORMAT, ...header });
    recorder.#output.endChunk();
    await recorder.#queue.drained();
    recorder.#report();
    return recorder;
  }

  /** Bytes handed to the writer and not yet written. */
  get backlog(): number {
    return this.#queue.backlog;
  }

  /** Takes one frame of the population at `index` of the header; copies what it needs. */
  spikes(index: number, frame: SpikeFrame): void {
    const { step, count } = frame;
    if (step !== this.#step) this.endStepsBefore(step);
    if (count === 0) return;
    const batch = this.#spikes[index];
    const problem =
      batch === undefined
        ? 'its spikes are not among the recorded'
        : batch.add((step - this.#first) * this.#lanes + frame.lane, frame);
    this.#bytes += 4 * count + 8;
    if (problem !== undefined)
      this.#fail(`cannot record population ${this.#header.populations[index]?.name ?? index}: ${problem}`, step);
  }

  /** Takes one frame of the recorded variable at `index` of the header's `values`; one of a step that is not recorded is passed over. */
  values(index: number, frame: ValueFrame): void {
    if (frame.step !== this.#step) this.endStepsBefore(frame.step);
    if (!format.isRecorded(frame.step, this.#header)) return;
    const record = this.#values[index];
    const problem = record === undefined ? 'it is not among the recorded' : record.add(frame);
    this.#bytes += frame.values.byteLength;
    if (problem !== undefined)
      this.#fail(`cannot record variable ${this.#header.values[index]?.variable ?? index}: ${problem}`, frame.step);
  }

  /** Begins `step`; all before it are complete. Only needed by name where no frames are recorded. */
  endStepsBefore(step: number): void {
    const steps = this.#step + 1 - this.#first;
    if (step !== this.#step + 1) this.#fail(`frames must come step by step: expected step ${this.#step + 1}, got ${step}`, step);
    if (steps >= this.#mostSteps || this.#bytes >= BATCH_BYTES || this.#events >= format.LIMITS.batchEvents >> 1)
      this.#endBatch();
    if (this.#failed()) this.#dropBatch(step);
    this.#step = step;
  }

  /** Takes what happens at the start of `event.step`; before that step's frames. */
  event(event: TraceEvent): void {
    this.#note(EVENTS, event.step, event);
  }

  /** Takes metrics as they stand at `step`. */
  metrics(step: number, values: Readonly<Record<string, number>>): void {
    this.#note(METRICS, step, { step, values });
  }

  /**
   * To be called between steps, at each yield of the run. `now`: wall time in ms. Makes what was recorded safe from a kill every
   * 400 ms, and resolves at once unless more than 4 MB wait to be written.
   * @throws NeurariumError 'write', once
   */
  async flush(now: number): Promise<void> {
    this.#flushed ??= now;
    if (now - this.#flushed >= FLUSH_MS && !this.#failed()) {
      this.#endBatch();
      this.#guarded(() => this.#output.endChunk());
      this.#flushed = now;
    }
    if (this.#queue.backlog > MOST_BACKLOG) await this.#queue.drained();
    this.#report();
  }

  /**
   * Writes what is open, what was learnt (null: nothing), the summary and the index. A second call waits for the same.
   * @throws NeurariumError 'write' if not thrown yet
   */
  close(summary: TraceSummary, network: TraceNetwork | null = null): Promise<void> {
    this.#closed ??= this.#close(summary, network);
    return this.#closed;
  }

  async #close(summary: TraceSummary, network: TraceNetwork | null): Promise<void> {
    if (!this.#failed()) {
      this.#endBatch();
      this.#guarded(() => {
        this.#output.endChunk();
        if (network !== null) for (const part of networkParts(network)) this.#message(NETWORK, this.#step + 1, part);
        this.#output.endChunk();
        this.#message(SUMMARY, this.#step + 1, summary);
        this.#output.end();
      });
    }
    await this.#queue.drained();
    this.#report();
  }

  /** The 'spikes' message comes last and makes its batch valid: values and events without it are those of a cut trace. */
  #endBatch(): void {
    const steps = this.#step + 1 - this.#first;
    if (steps === 0) return;
    this.#guarded(() => {
      this.#values.forEach((record, index) => {
        this.#message(VALUES + index, this.#first, record.packed(this.#first, steps));
      });
      const populations = [];
      for (const batch of this.#spikes) if (batch !== undefined && !batch.isEmpty) populations.push(batch.packed());
      this.#message(SPIKES, this.#first, { step: this.#first, steps, populations });
    });
    this.#dropBatch(this.#step + 1);
  }

  #dropBatch(next: number): void {
    for (const batch of this.#spikes) batch?.clear();
    for (const record of this.#values) record.clear();
    this.#first = next;
    this.#bytes = 0;
    this.#events = 0;
  }

  #note(channel: number, step: number, value: unknown): void {
    if (this.#failed()) return;
    if (++this.#events > format.LIMITS.batchEvents)
      this.#fail(`more than ${format.LIMITS.batchEvents} events between two steps`, step);
    else this.#guarded(() => this.#message(channel, step, channel === EVENTS ? checkEvent(value) : checkMetrics(value)));
  }

  #message(channel: number, step: number, value: unknown): void {
    const data = encodeMessage(value);
    this.#output.message(channel, format.stepTime(step, this.#header.dt_ms), data);
    if (channel === EVENTS || channel === METRICS) this.#bytes += data.length;
  }

  #guarded(body: () => void): void {
    try {
      body();
    } catch (error) {
      if (!(error instanceof NeurariumError)) throw error;
      this.#failure ??= error;
    }
  }

  #fail(message: string, step: number): void {
    this.#failure ??= new NeurariumError({ code: 'write', message, where: `trace, step ${step}` });
  }

  #failed(): boolean {
    return this.#failure !== undefined || this.#queue.failure !== undefined;
  }

  #report(): void {
    const failure = this.#queue.failure ?? this.#failure;
    if (failure === undefined || this.#reported) return;
    this.#reported = true;
    throw failure;
  }
}
