/** A trace as Activity: the frames that the run published, in the same order, without simulating. Knows no panel and no file. */
import { Observable, Subject, type Subscriber } from 'rxjs';
import type { Activity, PopulationActivity } from '../activity.ts';
import { NeurariumError } from '../errors.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { suggest } from '../suggest.ts';
import type { TraceBatch, TraceEvent, TraceMetrics } from './format.ts';
import type { Trace } from './reader.ts';
import { ReplayedPopulation, SpikeCursor } from './replayed-population.ts';
import { SpikeHash } from './spike-hash.ts';

/** What replay needs of the outside; any Host will do. */
export interface ReplayHost {
  /** Wall time in ms. */
  now(): number;
  yield(): Promise<void>;
}

export interface ReplayOptions {
  readonly host: ReplayHost;
  /** Overwrites each frame after its emission, to find who keeps a borrowed one. */
  readonly poison?: boolean;
}

export interface ReplayProgress {
  /** The step to be replayed next. */
  readonly step: number;
  /** The step after the last one of the trace as far as it says. */
  readonly end: number | undefined;
  /** Simulated time in ms since the first recorded step. */
  readonly time_ms: number;
  /** Spikes replayed so far, in all populations. */
  readonly spikes: number;
  readonly done: boolean;
  /** When done: of all recorded spikes, little-endian uint32 (step, lane, population, cell), as the run itself makes it. */
  readonly spike_hash: string | null;
}

/** Wall time between two yields, so that a click or Ctrl+C is heard in time. */
const YIELD_MS = 20;

/**
 * Replays as fast as its subscribers take it. Streams are hot: subscribe to them before `run$`. Within a step, per lane and population
 * in declared order: the spike frame, then recorded variables; events of the step come before its frames.
 */
export class Replay implements Activity {
  readonly dt: number;
  readonly populationNames: readonly string[];
  readonly events$: Observable<TraceEvent>;
  readonly metrics$: Observable<TraceMetrics>;
  readonly #trace: Trace;
  readonly #options: ReplayOptions;
  readonly #populations: readonly ReplayedPopulation[];
  readonly #hash = new SpikeHash();
  readonly #events = new Subject<TraceEvent>();
  readonly #metrics = new Subject<TraceMetrics>();
  #step: number;
  #spikes = 0;
  readonly #alone = oneAtATime('this replay');

  constructor(trace: Trace, options: ReplayOptions) {
    const { header } = trace;
    this.dt = header.dt_ms;
    this.populationNames = header.populations.map(({ name }) => name);
    this.events$ = this.#events.asObservable();
    this.metrics$ = this.#metrics.asObservable();
    this.#trace = trace;
    this.#options = options;
    this.#populations = header.populations.map((_, index) => new ReplayedPopulation(index, header));
    this.#step = header.first_step;
  }

  /** @throws NeurariumError 'usage' for an unknown name */
  population(name: string): PopulationActivity {
    const population = this.#populations[this.populationNames.indexOf(name)];
    if (population !== undefined) return population;
    const message = `there is no population '${name.slice(0, 80)}' in the trace`;
    throw new NeurariumError({
      code: 'usage',
      message,
      where: `trace of ${this.#trace.header.scenario}`,
      hint: suggest(name, this.populationNames),
    });
  }

  /**
   * Cold: subscribe = replay, unsubscribe = stop at a step boundary; a later subscription goes on from there. Emits at each yield
   * and at the end, which comes after the last intact step; `trace.notices` says whether it is the true one. Errors where the source
   * fails.
   */
  run$(): Observable<ReplayProgress> {
    const run = new Observable<ReplayProgress>((subscriber) => {
      this.#run(subscriber).then(
        () => subscriber.complete(),
        (error: unknown) => subscriber.error(error),
      );
    });
    return this.#alone(() => run);
  }

  /** Completes all streams; the replay is over. */
  dispose(): void {
    for (const population of this.#populations) population.complete();
    this.#events.complete();
    this.#metrics.complete();
  }

  async #run(subscriber: Subscriber<ReplayProgress>): Promise<void> {
    const { host } = this.#options;
    let yielded = host.now();
    for await (const batch of this.#trace.batches({ from: this.#step })) {
      // Stopped while the batch was read: another run may have gone on already.
      if (subscriber.closed) return;
      const cursors = cursorsOf(batch, this.#populations.length);
      for (let step = Math.max(this.#step, batch.step); step < batch.step + batch.steps; step++) {
        // First, so that a run that is subscribed to from inside this step goes on after it.
        this.#step = step + 1;
        this.#emitNotes(batch, step === batch.step ? -1 : step - 1, step);
        this.#emitStep(step, batch, cursors);
        if (subscriber.closed) return;
        if (host.now() - yielded < YIELD_MS) continue;
        subscriber.next(this.#progress(false));
        await host.yield();
        if (subscriber.closed) return;
        yielded = host.now();
      }
      if (batch.steps === 0) this.#emitNotes(batch, -1, Infinity);
    }
    if (subscriber.closed) return;
    this.dispose();
    subscriber.next(this.#progress(true));
  }

  /** Events and metrics with `after` < step <= `upTo`. */
  #emitNotes({ events, metrics }: TraceBatch, after: number, upTo: number): void {
    for (const event of events) if (event.step > after && event.step <= upTo) this.#events.next(event);
    for (const entry of metrics) if (entry.step > after && entry.step <= upTo) this.#metrics.next(entry);
  }

  #emitStep(step: number, batch: TraceBatch, cursors: readonly (SpikeCursor | undefined)[]): void {
    const { lanes } = this.#trace.header;
    const poison = this.#options.poison === true;
    for (let lane = 0; lane < lanes; lane++) {
      const slot = (step - batch.step) * lanes + lane;
      this.#populations.forEach((population, index) => {
        const cells = population.emit(step, lane, slot, cursors[index], batch, poison);
        this.#spikes += cells.length;
        this.#hash.add(step, lane, index, cells);
      });
    }
  }

  #progress(done: boolean): ReplayProgress {
    const { header, summary } = this.#trace;
    const steps = summary?.steps ?? header.steps;
    const end = steps === null ? undefined : header.first_step + steps;
    return {
      step: this.#step,
      end,
      time_ms: (this.#step - header.first_step) * this.dt,
      spikes: this.#spikes,
      done,
      spike_hash: done ? this.#hash.hex() : null,
    };
  }
}

/** By population; undefined where it is silent in the whole batch. */
function cursorsOf(batch: TraceBatch, populations: number): (SpikeCursor | undefined)[] {
  const cursors = new Array<SpikeCursor | undefined>(populations).fill(undefined);
  for (const spikes of batch.spikes) cursors[spikes.population] = new SpikeCursor(spikes);
  return cursors;
}

/** The recorded run as Activity: operators and panels cannot tell it from a live one. */
export function replayActivity(trace: Trace, options: ReplayOptions): Replay {
  return new Replay(trace, options);
}
