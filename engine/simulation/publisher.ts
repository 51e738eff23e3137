/** Turns what a step left in memory into frames, for those who listen. Nothing is computed or allocated for a stream nobody watches. */
import { Subject } from 'rxjs';
import type { PopulationActivity, SpikeFrame, ValueFrame } from '../activity.ts';
import { numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import type { Executor } from '../executors/index.ts';
import { FrameStream } from '../frame-stream.ts';
import { checkName } from './event-check.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Told once when a subscriber threw and was detached: which stream, and what it threw. */
export type ReportThrow = (stream: string, error: unknown) => void;

export interface PublisherOptions {
  readonly plan: Plan;
  readonly executor: Executor;
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
  /** One for each lane, used over and over. */
  readonly #frames: readonly Mutable<SpikeFrame>[];
  /** Graded spikes: of each lane, the amplitudes of all cells. */
  readonly #amplitudes: readonly (Float64Array | Float32Array)[] | null;
  /** In the order in which they were first asked for. */
  readonly #values: ValueSource[] = [];

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
      ...(plan.amplitude === null ? {} : { amplitude: new Float64Array(plan.size) }),
    }));
    this.#amplitudes = plan.amplitude === null ? null : lanesOf(options.plan, plan, plan.amplitude.address);
  }

  values$(variable: string): FrameStream<ValueFrame> {
    checkName(this.#plan, 'state variable', variable, this.#plan.state);
    let source = this.#values.find((known) => known.variable === variable);
    if (source === undefined) {
      source = new ValueSource(this.#options.plan, this.#plan, variable);
      this.#values.push(source);
    }
    return this.#stream(source.frames, `${this.name} values$('${variable}')`);
  }

  /** Emits a lane's frames of a finished step. */
  publish(step: number, lane: number): void {
    const { poison, executor } = this.#options;
    if (this.#spikes.observed) {
      const frame = this.#frames[lane]!;
      frame.step = step;
      frame.count = executor.spikeCount(this.#plan.index, lane);
      if (this.#amplitudes !== null) gatherAmplitudes(frame, this.#amplitudes[lane]!);
      if (poison) emitPoisonedSpikes(this.#spikes, frame);
      else this.#spikes.next(frame);
    }
    for (const source of this.#values) source.publish(step, lane, poison);
  }

  complete(): void {
    this.#spikes.complete();
    for (const { frames } of this.#values) frames.complete();
  }

  #stream<F>(source: Subject<F>, name: string): FrameStream<F> {
    const { plan, report } = this.#options;
    return new FrameStream(source.asObservable(), { dt: plan.dt, size: this.size }, (error) => report(name, error));
  }
}

/** One state variable's frames: views into the memory, made once. */
class ValueSource {
  readonly variable: string;
  readonly frames = new Subject<ValueFrame>();
  readonly #frames: readonly Mutable<ValueFrame>[];

  constructor(plan: Plan, population: PopulationPlan, variable: string) {
    this.variable = variable;
    const lanes = lanesOf(plan, population, population.state[variable]!.address);
    this.#frames = lanes.map((values, lane) => ({ step: 0, lane, values }));
  }

  publish(step: number, lane: number, poison: boolean): void {
    if (!this.frames.observed) return;
    const frame = this.#frames[lane]!;
    frame.step = step;
    if (poison) emitPoisonedValues(this.frames, frame);
    else this.frames.next(frame);
  }
}

/** Views of each lane's cells. */
function lanesOf(plan: Plan, { size, stride }: PopulationPlan, address: number): (Float64Array | Float32Array)[] {
  const all = numbersAt(plan.map.memory.buffer, address, plan.lanes * stride, plan.precision);
  return Array.from({ length: plan.lanes }, (_, lane) => all.subarray(lane * stride, lane * stride + size));
}

/** In the order of the frame's cells. */
function gatherAmplitudes({ count, cells, amplitude }: SpikeFrame, byCell: Float64Array | Float32Array): void {
  for (let i = 0; i < count; i++) amplitude![i] = byCell[cells[i]!]!;
}

/** A copy goes out and is spoilt afterwards: the memory itself is the state and must not be. What lies beyond `count` is spoilt before. */
function emitPoisonedSpikes(subject: Subject<SpikeFrame>, frame: SpikeFrame): void {
  const lent: Mutable<SpikeFrame> = { ...frame, cells: frame.cells.slice().fill(0xffffffff, frame.count) };
  if (frame.amplitude !== undefined) lent.amplitude = frame.amplitude.slice().fill(Number.NaN, frame.count);
  subject.next(lent);
  lent.cells.fill(0xffffffff);
  lent.amplitude?.fill(Number.NaN);
  Object.assign(lent, { step: -1, lane: -1, count: -1 });
}

function emitPoisonedValues(subject: Subject<ValueFrame>, frame: ValueFrame): void {
  const lent = { ...frame, values: frame.values.slice() };
  subject.next(lent);
  lent.values.fill(Number.NaN);
  Object.assign(lent, { step: -1, lane: -1 });
}
