/**
 * A running plan: streams out, stimuli and parameter changes in, step, run, pause, reset, checkpoint.
 * A run is a pipeline: ticks meet the events due at their step, go through the executor, and leave as frames.
 * It asks for no clock and no screen; the host gives time and yields.
 */
import { BehaviorSubject, filter, firstValueFrom, map, merge, Observable, type Observer, Subject, tap } from 'rxjs';
import type { Activity } from '../activity.ts';
import { fillCoefficients, writeParameter } from '../compile/index.ts';
import type { Plan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { type Backend, BatchedExecutor } from '../executors/index.ts';
import type { Host } from '../host.ts';
import { toSteps } from '../steps.ts';
import { suggest } from '../suggest.ts';
import { parseQuantity, type Quantity } from '../units.ts';
import { type Checkpoint, loadDynamics, loadState, saveDynamics, saveState, spikeHash, stateHash } from './checkpoint.ts';
import { type Cells, EventQueue, type SimulationEvent } from './events.ts';
import { type Progress, progressOf } from './progress.ts';
import { PopulationPublisher, type ReportThrow } from './publisher.ts';
import { StimulusInputs } from './stimulus-inputs.ts';

/** Without its step, which is the next one. */
export interface Stimulation {
  readonly cells: Cells | readonly number[];
  /** In internal units of the port. */
  readonly value: number;
  /** How many steps it lasts; default 1. */
  readonly steps?: number;
}

export interface SimulationOptions {
  readonly host: Host;
  readonly backend?: Backend;
  /** Tests: overwrite each frame after its emission. */
  readonly poison?: boolean;
  /** Told when a subscriber threw and was detached. Default: rethrown by RxJS, as an unhandled error. */
  readonly report?: ReportThrow;
}

/** Wall time between two yields: short enough that a click or Ctrl+C is heard at once. */
const sliceMs = 20;
/** Wall time between two looks at the clock, which costs as much as a small step. */
const glanceMs = 1;

export class Simulation implements Activity {
  readonly plan: Plan;
  readonly dt: number;
  readonly populationNames: readonly string[];
  readonly #executor: BatchedExecutor;
  readonly #publishers: readonly PopulationPublisher[];
  readonly #inputs: StimulusInputs;
  readonly #queue = new EventQueue();
  readonly #events = new Subject<SimulationEvent>();
  readonly #ticks = new Subject<number>();
  readonly #host: Host;
  readonly #initial: Uint8Array;
  #step = 0;
  #running = false;
  readonly #paused = new BehaviorSubject(false);
  #failure: unknown;

  constructor(plan: Plan, options: SimulationOptions) {
    this.plan = plan;
    this.dt = plan.dt;
    this.#host = options.host;
    this.#executor = new BatchedExecutor(plan, options.backend);
    this.#inputs = new StimulusInputs(plan, this.#executor);
    const report: ReportThrow =
      options.report ??
      ((_, error) => {
        throw error;
      });
    const publisherOptions = { plan, executor: this.#executor, poison: options.poison ?? false, report };
    this.#publishers = plan.populations.map((population) => new PopulationPublisher(population, publisherOptions));
    this.populationNames = plan.populations.map(({ name }) => name);
    this.#initial = saveDynamics(plan);
    this.#ticks
      .pipe(
        tap((step) => this.#meetEvents(step)),
        map((step) => {
          this.#executor.step(step);
          return step;
        }),
      )
      .subscribe({
        next: (step) => this.#publish(step),
        error: (error) => {
          this.#failure = error;
        },
      });
  }

  /** What was set, stimulated or reset, in the step in which it took effect; a trace records it. Hot. */
  get events$(): Observable<SimulationEvent> {
    return this.#events.asObservable();
  }

  /** The step that comes next. */
  get nextStep(): number {
    return this.#step;
  }

  get synapticEvents(): number {
    return this.#executor.synapticEvents;
  }

  get spikeHash(): string {
    return spikeHash(this.plan);
  }

  get stateHash(): string {
    return stateHash(this.plan, this.#step);
  }

  /** @throws NeurariumError where no population has this name */
  population(name: string): PopulationPublisher {
    return this.#publishers[this.#indexOf(name)]!;
  }

  /** An observer that adds what it is given to a port, from the next step on. */
  stimulate(population: string, port: string): Observer<Stimulation> {
    const plan = this.plan.populations[this.#indexOf(population)]!;
    if (plan.stimulus[port] === undefined) {
      throw new NeurariumError({
        code: 'usage',
        message: `no port '${port}' in model ${plan.model.name}`,
        where: `population ${population}`,
        hint: suggest(port, Object.keys(plan.stimulus)),
      });
    }
    return {
      next: ({ cells, value, steps = 1 }) => {
        const checked = cells === 'all' ? cells : checkCells(cells, plan.size, population);
        checkFinite(value, `stimulus of ${population}, port ${port}`);
        this.schedule({ kind: 'stimulus', step: this.#step, population, port, cells: checked, value, steps });
      },
      error: (error) => {
        throw error;
      },
      complete: () => undefined,
    };
  }

  /** Changes a parameter from the next step on: one number, or one per cell where it was described per cell. Internal units. */
  set(population: string, parameter: string, value: number | ArrayLike<number>): void {
    const plan = this.plan.populations[this.#indexOf(population)]!;
    if (plan.parameters[parameter] === undefined) {
      throw new NeurariumError({
        code: 'usage',
        message: `no parameter '${parameter}' in model ${plan.model.name}`,
        where: `population ${population}`,
        hint: suggest(parameter, Object.keys(plan.parameters)),
      });
    }
    const kept = typeof value === 'number' ? value : Float64Array.from(value);
    if (typeof kept === 'number') checkFinite(kept, `population ${population}, parameter ${parameter}`);
    else if (kept.length !== plan.size || !kept.every(Number.isFinite)) {
      throw new NeurariumError({
        code: 'description',
        message: `${kept.length} values for ${plan.size} cells; each must be finite`,
        where: `population ${population}, parameter ${parameter}`,
      });
    }
    this.schedule({ kind: 'set', step: this.#step, population, parameter, value: kept });
  }

  /** State back to its initial values before the next step; parameters and the step's number stay. */
  reset(): void {
    this.schedule({ kind: 'reset', step: this.#step });
  }

  /** Queues an event of a coming step. */
  schedule(event: SimulationEvent): void {
    this.#queue.push(event);
  }

  /** Runs `count` steps at once, without yielding. */
  step(count = 1): void {
    for (let i = 0; i < count; i++) this.#tick();
  }

  /**
   * Cold: subscribing runs for a time ('1 s') or a number of steps from here on and emits progress, unsubscribing stops at a step boundary.
   * Errors of the run come out here and nowhere else. A second subscription while one runs is an error.
   */
  run$(duration: Quantity<'ms'> | number): Observable<Progress> {
    const steps =
      typeof duration === 'number' ? duration : toSteps(parseQuantity(duration, 'ms', 'duration'), this.dt, 'duration');
    return new Observable((subscriber) => {
      if (this.#running) {
        subscriber.error(
          new NeurariumError({
            code: 'usage',
            message: 'this simulation is already running',
            hint: 'Unsubscribe from the first run$ before starting another.',
          }),
        );
        return;
      }
      this.#running = true;
      const stop = new Subject<void>();
      this.#drive(
        steps,
        (progress) => subscriber.next(progress),
        stop,
        () => subscriber.closed,
      )
        .finally(() => {
          this.#running = false;
        })
        .then(
          () => subscriber.complete(),
          (error) => subscriber.error(error),
        );
      return () => stop.next();
    });
  }

  /** A running run$ waits at a step boundary until `resume`. */
  pause(): void {
    this.#paused.next(true);
  }

  resume(): void {
    this.#paused.next(false);
  }

  checkpoint(): Checkpoint {
    return { step: this.#step, state: saveState(this.plan) };
  }

  restore(checkpoint: Checkpoint): void {
    loadState(this.plan, checkpoint.state);
    this.#step = checkpoint.step;
  }

  /** Completes all streams. */
  dispose(): void {
    for (const publisher of this.#publishers) publisher.complete();
    this.#events.complete();
    this.#ticks.complete();
  }

  async #drive(
    steps: number,
    report: (progress: Progress) => void,
    stop: Observable<void>,
    stopped: () => boolean,
  ): Promise<void> {
    const host = this.#host;
    let begin = host.now();
    let batch = 1;
    for (let done = 0; done < steps && !stopped(); ) {
      const sliceBegin = host.now();
      for (let now = sliceBegin; now - sliceBegin < sliceMs && done < steps && !stopped() && !this.#paused.value; ) {
        const last = Math.min(steps, done + batch);
        for (; done < last && !stopped(); done++) this.#tick();
        const after = host.now();
        batch = after - now < glanceMs ? batch * 2 : Math.max(1, batch >>> 1);
        now = after;
      }
      report(progressOf(this.#step, done, steps, this.dt, host.now() - begin));
      await host.yield();
      begin += await this.#waitWhilePaused(stop);
    }
  }

  /** How long the pause was, in ms. */
  async #waitWhilePaused(stop: Observable<void>): Promise<number> {
    if (!this.#paused.value) return 0;
    const begin = this.#host.now();
    await firstValueFrom(merge(this.#paused.pipe(filter((paused) => !paused)), stop));
    return this.#host.now() - begin;
  }

  #tick(): void {
    this.#ticks.next(this.#step);
    if (this.#failure !== undefined) throw this.#failure;
  }

  #meetEvents(step: number): void {
    if (this.#queue.nextStep <= step) for (const event of this.#queue.take(step)) this.#apply(event);
    if (this.#inputs.any) this.#inputs.apply(step);
  }

  #apply(event: SimulationEvent): void {
    const { map, precision, dt } = this.plan;
    switch (event.kind) {
      case 'set': {
        const population = this.plan.populations[this.#indexOf(event.population)]!;
        writeParameter(population, event.parameter, event.value, map.memory.buffer, precision);
        fillCoefficients(population, map.memory.buffer, precision, dt);
        break;
      }
      case 'stimulus':
        this.#inputs.begin(event);
        break;
      case 'reset':
        loadDynamics(this.plan, this.#initial);
        break;
      case 'example':
        break;
      default:
        event satisfies never;
    }
    this.#events.next(event);
  }

  /** The next step's number is set first, so that what a subscriber sets or stimulates takes effect there. */
  #publish(step: number): void {
    this.#step = step + 1;
    for (const publisher of this.#publishers) publisher.publish(step);
  }

  #indexOf(name: string): number {
    const index = this.populationNames.indexOf(name);
    if (index >= 0) return index;
    throw new NeurariumError({ code: 'usage', message: `no population '${name}'`, hint: suggest(name, this.populationNames) });
  }
}

function checkCells(cells: ArrayLike<number>, size: number, population: string): Uint32Array {
  const wrong = Array.from(cells).find((cell) => !Number.isInteger(cell) || cell < 0 || cell >= size);
  if (wrong === undefined) return Uint32Array.from(cells);
  throw new NeurariumError({
    code: 'usage',
    message: `no cell ${wrong}; cells are numbered 0 to ${size - 1}`,
    where: `population ${population}`,
  });
}

function checkFinite(value: number, where: string): void {
  if (Number.isFinite(value)) return;
  throw new NeurariumError({ code: 'description', message: `${value} is not a finite number`, where });
}
