/**
 * A running plan: streams out, stimuli and parameter changes in, step, run, pause, reset, checkpoint.
 * A step is a number that goes through a pipeline: events due, executor, frames. It asks for no clock and no screen; the host
 * gives time and yields.
 */
import { BehaviorSubject, map, Observable, type Observer, Subject, takeUntil } from 'rxjs';
import type { Activity, PopulationActivity } from '../activity.ts';
import type { Plan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { type Backend, type Executor, executorOf } from '../executors/index.ts';
import { GuardedStream } from '../guarded-stream.ts';
import type { Host } from '../host.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { toSteps } from '../steps.ts';
import { parseQuantity, type Quantity } from '../units.ts';
import { type Checkpoint, loadState, saveState, spikeHash, stateHash } from './checkpoint.ts';
import { checkCells, checkPort, findPopulation } from './event-check.ts';
import { EventIntake } from './event-intake.ts';
import type { Cells, SimulationEvent } from './events.ts';
import type { Progress } from './progress.ts';
import { type ProjectionActivity, projectionActivity } from './projection-weights.ts';
import { PopulationPublisher, type ReportThrow } from './publisher.ts';
import { runInSlices, type Steppable } from './run.ts';

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
  /** What steps the plan; default: one of the back end. */
  readonly executor?: Executor;
  /** Tests: overwrite each frame after its emission. */
  readonly poison?: boolean;
  /** Told when a subscriber threw and was detached. Default: rethrown by RxJS, as an unhandled error. */
  readonly report?: ReportThrow;
}

export interface RunOptions {
  /** Asked after each step. */
  readonly until?: () => boolean;
}

/** Where in a step it is: `events` take effect, then kernels run, then `frames` go out. */
type Phase = 'between steps' | 'events' | 'frames';

export class Simulation implements Activity {
  readonly plan: Plan;
  readonly dt: number;
  readonly populationNames: readonly string[];
  /** What was set, stimulated or reset, in the step in which it took effect, before that step's frames; a trace records it. Hot. */
  readonly events$: Observable<SimulationEvent>;
  readonly #executor: Executor;
  readonly #publishers: readonly PopulationPublisher[];
  readonly #intake: EventIntake;
  /** The head of the pipeline. */
  #ticks: Observer<number>;
  readonly #alone = oneAtATime('this simulation');
  readonly #steppable: Steppable;
  readonly #paused = new BehaviorSubject(false);
  /** Errors when the simulation is disposed, and ends a running run with that. */
  readonly #disposal = new Subject<never>();
  #step = 0;
  #phase: Phase = 'between steps';
  /** Why no step can follow. */
  #failure: unknown;
  /** Synaptic events of before the last `restore`, less those that the executor had counted by then. */
  #synapticEventsBefore = 0;

  constructor(plan: Plan, options: SimulationOptions) {
    const { host, report = raise } = options;
    this.plan = plan;
    this.dt = plan.dt;
    this.populationNames = plan.populations.map(({ name }) => name);
    this.#executor = options.executor ?? executorOf(plan, options.backend);
    this.#intake = new EventIntake(plan, this.#executor);
    this.events$ = new GuardedStream(this.#intake.effective, (error) => report('events$', error));
    const publisherOptions = { plan, executor: this.#executor, poison: options.poison ?? false, report };
    this.#publishers = plan.populations.map((population) => new PopulationPublisher(population, publisherOptions));
    this.#steppable = {
      host,
      dt: plan.dt,
      paused: this.#paused,
      nextStep: () => this.#step,
      tick: () => this.#tick(),
    };
    this.#ticks = this.#connect();
  }

  /** The step that comes next. */
  get nextStep(): number {
    return this.#step;
  }

  get synapticEvents(): number {
    return this.#synapticEventsBefore + this.#executor.synapticEvents;
  }

  get spikeHash(): string {
    return spikeHash(this.plan);
  }

  get stateHash(): string {
    this.#refuseOutsideMemory('stateHash');
    return stateHash(this.plan, this.#step);
  }

  /** @throws NeurariumError where no population has this name */
  population(name: string): PopulationActivity {
    return this.#publishers[findPopulation(this.plan, name).index]!;
  }

  /** The synapses of a projection, by its name such as 'input->output:excitatory#0'. @throws NeurariumError where none has it */
  projection(name: string): ProjectionActivity {
    return projectionActivity(this.plan, name);
  }

  /**
   * An observer that adds what it is given to a port, from the next step on.
   * @throws NeurariumError for an unknown population or port; its `next` for cells, values and steps that do not fit
   */
  stimulate(population: string, port: string): Observer<Stimulation> {
    const target = findPopulation(this.plan, population);
    checkPort(target, port);
    return {
      next: ({ cells, value, steps = 1 }) => {
        if (cells !== 'all') checkCells(cells, target);
        const copied = cells === 'all' ? cells : Uint32Array.from(cells);
        this.schedule({ kind: 'stimulus', step: this.#step, population, port, cells: copied, value, steps });
      },
      error: (error) => {
        throw error;
      },
      complete: () => undefined,
    };
  }

  /**
   * Changes a parameter from the next step on: one number, or one per cell where it was described per cell. Internal units.
   * @throws NeurariumError for unknown names, a wrong number of values, values that are not finite or beyond the parameter's limits
   */
  set(population: string, parameter: string, value: number | ArrayLike<number>): void {
    const copied = typeof value === 'number' ? value : Float64Array.from(value);
    this.schedule({ kind: 'set', step: this.#step, population, parameter, value: copied });
  }

  /** State back to its initial values before the next step; parameters and the step's number stay. After a failure it can go on. */
  reset(): void {
    this.schedule({ kind: 'reset', step: this.#step });
    this.#recover();
  }

  /**
   * Queues an event of a coming step; its arrays are kept, not copied. What `events$` told of one run, scheduled in another of the
   * same plan, repeats it.
   * @throws NeurariumError for a step that has begun, and for what does not fit the network
   */
  schedule(event: SimulationEvent): void {
    this.#intake.schedule(event, this.#step);
  }

  /** Runs `count` steps at once, without yielding. @throws NeurariumError where a state became NaN or infinite */
  step(count = 1): void {
    checkSteps(count);
    this.#refuseInside('step()', 'events', 'frames');
    for (let i = 0; i < count; i++) this.#tick();
  }

  /**
   * Cold: subscribing runs for a time ('1 s') or a number of steps from here on and emits progress, unsubscribing stops at a step boundary.
   * It ends before that where `until` holds after a step. Errors of the run come out here and nowhere else. A second subscription while one runs is an error; a later one goes on.
   */
  run$(duration: Quantity<'ms'> | number, options: RunOptions = {}): Observable<Progress> {
    const steps =
      typeof duration === 'number'
        ? checkSteps(duration)
        : toSteps(parseQuantity(duration, 'ms', 'duration'), this.dt, 'duration');
    return this.#alone(() => runInSlices(steps, this.#steppable, options.until).pipe(takeUntil(this.#disposal)));
  }

  /** A running run$ waits at a step boundary until `resume`. */
  pause(): void {
    this.#paused.next(true);
  }

  resume(): void {
    this.#paused.next(false);
  }

  /** Of after the last whole step. */
  checkpoint(): Checkpoint {
    this.#refuseInside('checkpoint()', 'events');
    this.#refuseOutsideMemory('checkpoint()');
    this.#refuseInLesson('checkpoint()');
    const { plan, synapticEvents } = this;
    return { step: this.#step, state: saveState(plan), events: this.#intake.pending(), synapticEvents };
  }

  /** Goes on from a checkpoint of the same plan, also after a failure; what was stimulated or set after it is forgotten. */
  restore(checkpoint: Checkpoint): void {
    this.#refuseInside('restore()', 'events', 'frames');
    this.#refuseOutsideMemory('restore()');
    this.#refuseInLesson('restore()');
    loadState(this.plan, checkpoint.state);
    this.#step = checkpoint.step;
    this.#synapticEventsBefore = checkpoint.synapticEvents - this.#executor.synapticEvents;
    this.#intake.restore(checkpoint.events, checkpoint.step);
    this.#recover();
  }

  /** Completes all streams; a run that still goes on errors. */
  dispose(): void {
    const disposed = new NeurariumError({ code: 'usage', message: 'this simulation was disposed' });
    this.#failure = disposed;
    this.#disposal.error(disposed);
    for (const publisher of this.#publishers) publisher.complete();
    this.#intake.effective.complete();
    this.#ticks.complete();
  }

  /** The pipeline that steps go through; an error ends it. */
  #connect(): Observer<number> {
    let head: Observer<number> | undefined;
    // Not a Subject: there is one pipeline, and a Subject costs more than a small network's step.
    new Observable<number>((subscriber) => {
      head = subscriber;
    })
      .pipe(
        map((step) => this.#meetEvents(step)),
        map((step) => this.#execute(step)),
        map((step) => this.#publish(step)),
      )
      .subscribe({
        error: (error) => {
          this.#failure = error;
        },
      });
    return head!;
  }

  /** The failed step has not been: its number comes next. */
  #recover(): void {
    if (this.#failure === undefined || this.#disposal.hasError) return;
    this.#failure = undefined;
    this.#ticks = this.#connect();
  }

  /** The next step's number is set first, so that what is set or stimulated from inside this one takes effect there. */
  #tick(): void {
    if (this.#failure !== undefined) throw this.#failure;
    const step = this.#step;
    this.#step = step + 1;
    this.#phase = 'events';
    this.#ticks.next(step);
    this.#phase = 'between steps';
    if (this.#failure === undefined) return;
    this.#step = step;
    throw this.#failure;
  }

  #meetEvents(step: number): number {
    this.#intake.meet(step);
    return step;
  }

  #execute(step: number): number {
    this.#executor.step(step);
    return step;
  }

  #publish(step: number): number {
    this.#phase = 'frames';
    for (let lane = 0; lane < this.plan.lanes; lane++) {
      for (const publisher of this.#publishers) publisher.publish(step, lane);
    }
    return step;
  }

  #refuseOutsideMemory(what: string): void {
    if (this.#executor.stateInMemory) return;
    const message = `${what} with the back end 'streams', whose arrivals in flight are in its streams`;
    throw new NeurariumError({ code: 'usage', message, hint: "Use the back end 'wasm' or 'interpreter'." });
  }

  #refuseInLesson(what: string): void {
    if (this.#executor.inLesson !== true) return;
    const message = `${what} in the midst of a lesson, whose place in the data is no part of the state`;
    const hint = 'Let the protocol come to its end; what was learnt so far can be saved: experiment.savedNetwork().';
    throw new NeurariumError({ code: 'usage', message, hint });
  }

  #refuseInside(what: string, ...phases: readonly Phase[]): void {
    if (this.#disposal.hasError) throw this.#failure;
    if (!phases.includes(this.#phase)) return;
    throw new NeurariumError({
      code: 'usage',
      message: `${what} inside step ${this.#step - 1}, from a subscriber of its ${this.#phase}`,
      hint: 'Note it there, and do it once step() or the run$ slice is over; set and stimulate may be called at any time.',
    });
  }
}

function raise(stream: string, error: unknown): never {
  throw new Error(`a subscriber of ${stream} threw and was detached`, { cause: error });
}

function checkSteps(steps: number): number {
  if (Number.isSafeInteger(steps) && steps >= 0) return steps;
  const message = `${steps} steps, expected a whole number of at least 0, or a time such as '1 s'`;
  throw new NeurariumError({ code: 'usage', message });
}
