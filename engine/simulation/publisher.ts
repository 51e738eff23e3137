/** Turns what a step left in memory into frames, for those who listen. Nothing is computed or allocated for a stream nobody watches. */
import { Subject } from 'rxjs';
import type { PopulationActivity, SpikeFrame, ValueFrame } from '../activity.ts';
import { numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import type { BatchedExecutor } from '../executors/index.ts';
import { FrameStream } from '../frame-stream.ts';
import { suggest } from '../suggest.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Told once when a subscriber threw and was detached: which stream, and what it threw. */
export type ReportThrow = (stream: string, error: unknown) => void;

export interface PublisherOptions {
  readonly plan: Plan;
  readonly executor: BatchedExecutor;
  /** Overwrite each frame after its emission, so that a test finds who keeps a borrowed frame. */
  readonly poison: boolean;
  readonly report: ReportThrow;
}

/** The streams of one population. */
export class PopulationPublisher implements PopulationActivity {
  readonly name: string;
  readonly size: number;
  readonly spikes$: FrameStream<SpikeFrame>;
  readonly #options: PublisherOptions;
  readonly #plan: PopulationPlan;
  readonly #spikes = new Subject<SpikeFrame>();
  readonly #values = new Map<string, ValueSource>();
  readonly #frames: Mutable<SpikeFrame>[];

  constructor(plan: PopulationPlan, options: PublisherOptions) {
    this.name = plan.name;
    this.size = plan.size;
    this.#plan = plan;
    this.#options = options;
    this.spikes$ = this.#stream(this.#spikes, `${plan.name} spikes$`);
    const cells = options.executor.spikeCells(plan.index);
    this.#frames = Array.from({ length: options.plan.lanes }, (_, lane) => ({
      step: 0,
      lane,
      count: 0,
      cells: cells.subarray(lane * plan.stride, lane * plan.stride + plan.size),
    }));
  }

  values$(variable: string): FrameStream<ValueFrame> {
    const region = this.#plan.state[variable];
    if (region === undefined) {
      throw new NeurariumError({
        code: 'usage',
        message: `no state variable '${variable}' in model ${this.#plan.model.name}`,
        where: `population ${this.name}`,
        hint: suggest(variable, Object.keys(this.#plan.state)),
      });
    }
    let source = this.#values.get(variable);
    if (source === undefined) {
      source = new ValueSource(this.#options.plan, this.#plan, variable);
      this.#values.set(variable, source);
    }
    return this.#stream(source.frames, `${this.name} values$('${variable}')`);
  }

  /** Emits the frames of a finished step. */
  publish(step: number): void {
    const { poison, executor } = this.#options;
    if (this.#spikes.observed) {
      for (const frame of this.#frames) {
        frame.step = step;
        frame.count = executor.spikeCount(this.#plan.index, frame.lane);
        if (poison) emitPoisoned(this.#spikes, { ...frame, cells: frame.cells.slice(0, frame.count) });
        else this.#spikes.next(frame);
      }
    }
    for (const source of this.#values.values()) source.publish(step, poison);
  }

  complete(): void {
    this.#spikes.complete();
    for (const { frames } of this.#values.values()) frames.complete();
  }

  #stream<F>(source: Subject<F>, name: string): FrameStream<F> {
    const { plan, report } = this.#options;
    return new FrameStream(source.asObservable(), { dt: plan.dt, size: this.size }, (error) => report(name, error));
  }
}

/** One state variable's frames: views into the memory, made once. */
class ValueSource {
  readonly frames = new Subject<ValueFrame>();
  readonly #frames: Mutable<ValueFrame>[];

  constructor(plan: Plan, population: PopulationPlan, variable: string) {
    const { address } = population.state[variable]!;
    const all = numbersAt(plan.map.memory.buffer, address, plan.lanes * population.stride, plan.precision);
    this.#frames = Array.from({ length: plan.lanes }, (_, lane) => ({
      step: 0,
      lane,
      values: all.subarray(lane * population.stride, lane * population.stride + population.size),
    }));
  }

  publish(step: number, poison: boolean): void {
    if (!this.frames.observed) return;
    for (const frame of this.#frames) {
      frame.step = step;
      if (poison) emitPoisoned(this.frames, { ...frame, values: frame.values.slice() });
      else this.frames.next(frame);
    }
  }
}

/** A copy goes out and is spoilt afterwards: the memory itself is the state and must not be. */
function emitPoisoned<F extends SpikeFrame | ValueFrame>(subject: Subject<F>, frame: F): void {
  subject.next(frame);
  if ('cells' in frame) frame.cells.fill(0xffffffff);
  else frame.values.fill(Number.NaN);
}
