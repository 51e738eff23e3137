/**
 * Gathers what a run shows between two messages to a client. What a slow client does not take is bounded: pictures are dropped and
 * counted, the run itself is never touched. Knows no port.
 */
import type { MetricsAt } from '../experiment/index.ts';
import type { Batch, BatchEvent, BatchSpikes, BatchValues } from './messages.ts';

/** Bytes that wait for a client; more are dropped. */
const mostBytes = 8 * 1024 * 1024;

class SpikeLog {
  steps = new Uint32Array(1024);
  cells = new Uint32Array(1024);
  amplitudes: Float64Array | null = null;
  count = 0;

  add(step: number, cells: Uint32Array, count: number, amplitude: Float64Array | undefined): void {
    const needed = this.count + count;
    if (needed > this.steps.length) this.#grow(Math.max(needed, 2 * this.steps.length));
    this.steps.fill(step, this.count, needed);
    this.cells.set(cells.subarray(0, count), this.count);
    if (amplitude !== undefined) {
      this.amplitudes ??= new Float64Array(this.steps.length);
      this.amplitudes.set(amplitude.subarray(0, count), this.count);
    }
    this.count = needed;
  }

  /** A copy, so that it can be handed over. */
  take(population: number): BatchSpikes {
    const { count } = this;
    const steps = this.steps.slice(0, count);
    const cells = this.cells.slice(0, count);
    this.count = 0;
    return this.amplitudes === null
      ? { population, steps, cells }
      : { population, steps, cells, amplitudes: this.amplitudes.slice(0, count) };
  }

  #grow(size: number): void {
    this.steps = grown(this.steps, new Uint32Array(size));
    this.cells = grown(this.cells, new Uint32Array(size));
    if (this.amplitudes !== null) this.amplitudes = grown(this.amplitudes, new Float64Array(size));
  }
}

/** Rows of some cells' values after each step. */
class ValueLog {
  readonly cells: readonly number[];
  numbers: Float32Array;
  count = 0;

  constructor(cells: readonly number[]) {
    this.cells = cells;
    this.numbers = new Float32Array(256 * cells.length);
  }

  add(values: ArrayLike<number>): void {
    const { cells } = this;
    if (this.count + cells.length > this.numbers.length) {
      this.numbers = grown(this.numbers, new Float32Array(2 * this.numbers.length));
    }
    for (let k = 0; k < cells.length; k++) this.numbers[this.count++] = values[cells[k]!]!;
  }
}

export class Batcher {
  readonly #spikes: readonly SpikeLog[];
  #values: readonly (ValueLog | null)[] = [];
  #demands = 0;
  #events: BatchEvent[] = [];
  #measured: MetricsAt[] = [];
  /** First step of the batch, and the one after its last. */
  #first: number;
  #next: number;
  #bytes = 0;
  #dropped = 0;

  constructor(populations: number, firstStep: number) {
    this.#spikes = Array.from({ length: populations }, () => new SpikeLog());
    this.#first = firstStep;
    this.#next = firstStep;
  }

  get empty(): boolean {
    return this.#next === this.#first && this.#events.length === 0;
  }

  /** `cells`: of each demand; null where it wants all cells once per batch. What was gathered for other demands is gone. */
  demand(number: number, cells: readonly (readonly number[] | null)[]): void {
    this.#demands = number;
    this.#values = cells.map((chosen) => (chosen === null ? null : new ValueLog(chosen)));
    // Rows must be of all steps of a batch: the demand begins with a batch of its own.
    if (this.#next > this.#first) this.#unvalued = true;
  }

  #unvalued = false;

  spikes(population: number, step: number, cells: Uint32Array, count: number, amplitude?: Float64Array): void {
    if (count === 0) return;
    this.#spikes[population]!.add(step, cells, count, amplitude);
    this.#bytes += 8 * count;
  }

  values(demand: number, values: ArrayLike<number>): void {
    const log = this.#values[demand]!;
    if (log === null || this.#unvalued) return;
    log.add(values);
    this.#bytes += 4 * log.cells.length;
  }

  event(event: BatchEvent): void {
    this.#events.push(event);
  }

  /** Few: they are kept, however slow the client is. */
  measured(metrics: MetricsAt): void {
    this.#measured.push(metrics);
  }

  /** All of a step was told. */
  endStep(step: number): void {
    this.#next = step + 1;
    if (this.#bytes > mostBytes) this.#drop();
  }

  /** What was gathered; `snapshot` gives the values of all cells for a demand that wants them. */
  take(metrics: Readonly<Record<string, number>>, snapshot: (demand: number) => Float64Array): Batch {
    const steps = this.#next - this.#first;
    const values = this.#unvalued ? [] : this.#values.flatMap((log, demand) => this.#taken(log, demand, steps, snapshot));
    const batch: Batch = {
      step: this.#first,
      steps,
      spikes: this.#spikes.flatMap((log, population) => (log.count === 0 ? [] : [log.take(population)])),
      demands: this.#demands,
      values,
      events: this.#events,
      metrics,
      measured: this.#measured,
      dropped: this.#dropped,
    };
    this.#events = [];
    this.#measured = [];
    this.#begin();
    this.#dropped = 0;
    return batch;
  }

  #taken(log: ValueLog | null, demand: number, steps: number, snapshot: (demand: number) => Float64Array): BatchValues[] {
    if (steps === 0) return [];
    if (log === null) return [{ demand, values: snapshot(demand) }];
    return [{ demand, values: log.numbers.slice(0, log.count) }];
  }

  /** What was gathered before `step` is nobody's. */
  skipTo(step: number): void {
    for (const log of this.#spikes) log.count = 0;
    this.#events = [];
    this.#measured = [];
    this.#next = step;
    this.#dropped = 0;
    this.#begin();
  }

  #begin(): void {
    this.#first = this.#next;
    this.#bytes = 0;
    this.#unvalued = false;
    for (const log of this.#values) if (log !== null) log.count = 0;
  }

  #drop(): void {
    this.#dropped += this.#next - this.#first;
    for (const log of this.#spikes) log.count = 0;
    this.#begin();
  }
}

function grown<A extends Uint32Array | Float32Array | Float64Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
