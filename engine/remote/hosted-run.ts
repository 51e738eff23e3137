/** One run from its step 0 on, as a client sees it: what is told of it, and what the client does to it. Knows no scenario beyond its description. */
import type { Subscription } from 'rxjs';
import type { DatasetDescription } from '../data/index.ts';
import type { ScenarioChoices, ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import { Experiment, type ExperimentOptions, type TraceWriter } from '../experiment/index.ts';
import type { Scenario } from '../scenario.ts';
import type { LearningProgress, Progress, SimulationEvent } from '../simulation/index.ts';
import type { About } from './about.ts';
import { aboutExperiment } from './about-of.ts';
import { valuesNow } from './answers.ts';
import { Batcher } from './batcher.ts';
import { demandAfter } from './demand-after.ts';
import type {
  Answer,
  ClientMessage,
  HostMessage,
  Question,
  RemotePort,
  RunResult,
  RunState,
  Speed,
  ToldStimulus,
} from './messages.ts';
import { Pace, type PaceHost } from './pace.ts';
import { remoteError } from './remote-error.ts';
import { RunAnswers } from './run-answers.ts';
import { recordedAgain } from './save-run.ts';
import { defaultSpeed } from './speed.ts';

export interface RemoteHostOptions extends Pick<ExperimentOptions, 'network' | 'learns'> {
  readonly scenario: Scenario;
  readonly choices?: ScenarioChoices;
  /** uint32. */
  readonly seed: number;
  /** Null: one at which the whole run takes a comfortable time. */
  readonly speed: Speed | null;
  readonly datasets: Readonly<Record<string, DatasetDescription>>;
  readonly host: PaceHost;
  readonly port: RemotePort<HostMessage, ClientMessage>;
  /** Who a saved run says that it is from. */
  readonly writer: TraceWriter;
}

/** Wall time between two tellings of the state, and between two of the metrics, in ms. */
const stateEvery = 100;
const metricsEvery = 500;
/** Steps per ms of wall time of a run whose length nobody knows yet. */
const unknownPace = 0.05;

export type RunOptions = RemoteHostOptions & { readonly description: ScenarioDescription };

export class HostedRun {
  readonly experiment: Experiment;
  readonly pace: Pace;
  readonly #options: RunOptions;
  /** As it was told when the run began. */
  readonly #about: About;
  readonly #answers: RunAnswers;
  readonly #batcher: Batcher;
  readonly #subscriptions: Subscription[] = [];
  /** As changed controls have made it. */
  #described: ScenarioDescription;
  #demand: Extract<ClientMessage, { kind: 'demand' }> = { kind: 'demand', number: 0, values: [] };
  /** Places of projections. */
  readonly #muted = new Set<number>();
  /** What the client did to the run, in order. */
  readonly #interventions: SimulationEvent[] = [];
  #valued: Subscription[] = [];
  /** Whether the client has said how fast it is to go. */
  #isPaced = false;
  /** Whether the client waits for a batch. */
  #ready = true;
  /** How it ended; null until then. */
  #ended: 'done' | 'failed' | null = null;
  /** Of all that is planned. */
  #total: number | null;
  #toldState = Number.NEGATIVE_INFINITY;
  #toldMetrics = Number.NEGATIVE_INFINITY;
  #lastStep = 0;
  #result: RunResult | null = null;
  #realtime = 0;
  #learning: LearningProgress | undefined;

  constructor(options: RunOptions) {
    const { scenario, description, speed, host, port } = options;
    this.#options = options;
    this.#described = description;
    this.#total = description.steps;
    this.pace = new Pace(host, description.dt);
    this.pace.setSpeed(speed ?? this.#usualSpeed());
    const paced = this.pace.host(
      () => this.#between(),
      () => this.experiment?.simulation.nextStep ?? 0,
    );
    this.experiment = new Experiment(description, { ...options, host: paced });
    this.#answers = new RunAnswers(this.experiment, () => host.now());
    const { simulation } = this.experiment;
    this.#about = aboutExperiment(this.experiment, scenario.controls);
    port.send({ kind: 'about', about: this.#about });
    this.#batcher = new Batcher(simulation.plan.populations.length, simulation.nextStep);
    this.#record();
    this.#subscriptions.push(
      this.experiment.run$().subscribe({
        next: (progress) => this.#progressed(progress),
        error: (error) => this.#end('failed', error),
        complete: () => this.#end('done', null),
      }),
    );
    this.#tellState();
  }

  /** As somebody wanted it; null where nobody did. */
  get speed(): Speed | null {
    return this.#isPaced ? this.pace.speed : this.#options.speed;
  }

  get described(): ScenarioDescription {
    return this.#described;
  }

  changed(described: ScenarioDescription): void {
    this.#described = described;
  }

  greet(): void {
    const { simulation } = this.experiment;
    // Its demands count from 1 on, as those of the client before did.
    this.#wanted({ kind: 'demand', number: 0, values: [] });
    this.#batcher.skipTo(simulation.nextStep);
    this.#ready = true;
    const { nextStep } = simulation;
    const steps = this.#about.steps === null ? null : Math.max(0, this.#about.steps - nextStep);
    this.#options.port.send({
      kind: 'about',
      about: { ...this.#about, controls: this.#described.controls, firstStep: nextStep, steps },
    });
    if (this.#result !== null) this.#options.port.send({ kind: 'result', result: this.#result });
    this.#tellState();
  }

  /** What the client demanded and muted holds for the next run too, as far as its network has it. */
  goOnFrom(before: HostedRun): void {
    const values = demandAfter(before.#demand.values, before.#about.populations, this.#about.populations);
    this.#wanted({ ...before.#demand, values });
    const { projections } = this.experiment.simulation.plan;
    for (const place of before.#muted) {
      const { name } = before.#about.projections[place]!;
      const now = projections.findIndex((one) => one.name === name);
      if (now !== -1) this.#mute(now, true);
    }
    this.#ready = before.#ready;
  }

  /** Takes effect before the next step, and again when the run is saved. */
  intervene(event: SimulationEvent): void {
    this.experiment.simulation.schedule(event);
    this.#interventions.push(event);
  }

  close(): void {
    for (const subscription of [...this.#subscriptions, ...this.#valued]) subscription.unsubscribe();
    this.experiment.dispose();
  }

  /** @throws NeurariumError for names and numbers that are not of this run */
  take(message: Exclude<ClientMessage, { kind: 'open' | 'control' }>): void {
    switch (message.kind) {
      case 'run':
        this.pace.run();
        break;
      case 'pause':
        this.pace.pause();
        break;
      case 'step':
        this.pace.step(message.steps);
        break;
      case 'speed':
        this.#isPaced = true;
        this.pace.setSpeed(message.speed);
        break;
      case 'stimulate':
        this.#stimulate(message.stimuli);
        break;
      case 'mute':
        this.#mute(message.projection, message.muted);
        break;
      case 'demand':
        this.#wanted(message);
        break;
      case 'save':
        void this.#save(message.id);
        break;
      case 'ask':
        this.#answer(message.id, message.question);
        break;
      case 'ready':
        this.#ready = true;
        this.#sendBatch();
        break;
      default:
        message satisfies never;
    }
    this.#tellState();
  }

  #answer(id: number, question: Question): void {
    const { port } = this.#options;
    const tell = (answer: Answer): void => port.send({ kind: 'answer', id, answer });
    const refuse = (error: unknown): void => port.send({ kind: 'no-answer', id, error: remoteError(error) });
    try {
      const found = this.#answers.answer(question);
      if (found instanceof Promise) found.then(tell, refuse);
      else tell(found);
    } catch (error) {
      refuse(error);
    }
  }

  #population(place: number): string {
    const found = this.experiment.simulation.plan.populations[place];
    if (found === undefined) throw new NeurariumError({ code: 'usage', message: `no population number ${place}` });
    return found.name;
  }

  /** The first population's frame tells that the step before is whole: frames come in declared order, values after spikes. */
  #record(): void {
    const { simulation, metrics$ } = this.experiment;
    simulation.populationNames.forEach((name, index) => {
      this.#subscriptions.push(
        simulation.population(name).spikes$.subscribe(({ step, count, cells, amplitude }) => {
          if (index === 0) this.#batcher.endStep(step - 1);
          this.#batcher.spikes(index, step, cells, count, amplitude);
        }),
      );
    });
    this.#subscriptions.push(
      metrics$.subscribe((measured) => this.#batcher.measured(measured)),
      simulation.events$.subscribe(({ step, kind, ...rest }) => {
        if (kind !== 'set' && kind !== 'stimulus') this.#batcher.event({ step, kind, text: JSON.stringify(rest) });
        else this.#batcher.event({ step, kind, text: 'population' in rest ? rest.population : '' });
      }),
    );
  }

  #stimulate(stimuli: readonly ToldStimulus[]): void {
    const step = this.experiment.simulation.nextStep;
    for (const { population: place, cells, ...rest } of stimuli) {
      const population = this.#population(place);
      this.intervene({ kind: 'stimulus', step, population, cells: Uint32Array.from(cells), ...rest });
    }
  }

  #mute(place: number, muted: boolean): void {
    const { simulation } = this.experiment;
    const projection = simulation.plan.projections[place]?.name ?? String(place);
    this.intervene({ kind: 'mute', step: simulation.nextStep, projection, muted });
    if (muted) this.#muted.add(place);
    else this.#muted.delete(place);
  }

  async #save(id: number): Promise<void> {
    const { port } = this.#options;
    try {
      const bytes = await recordedAgain(this.experiment, this.#interventions, this.#options);
      port.send({ kind: 'trace', id, bytes });
    } catch (error) {
      port.send({ kind: 'no-answer', id, error: remoteError(error) });
    }
  }

  #wanted(message: Extract<ClientMessage, { kind: 'demand' }>): void {
    const { simulation } = this.experiment;
    const { number, values: demands } = message;
    const streams = demands.map(({ population, variable }) =>
      simulation.population(this.#population(population)).values$(variable),
    );
    for (const subscription of this.#valued) subscription.unsubscribe();
    this.#demand = message;
    this.#batcher.demand(
      number,
      demands.map(({ cells }) => (cells === 'all' ? null : cells)),
    );
    this.#valued = demands.flatMap(({ cells }, k) =>
      cells === 'all' ? [] : [streams[k]!.subscribe(({ values }) => this.#batcher.values(k, values))],
    );
  }

  /** Until a protocol says how long it takes, it goes slowly enough that little is missed. */
  #usualSpeed(): Speed {
    const { dt } = this.#described;
    const { pace } = this.#options.scenario;
    if (pace !== null) return pace;
    return this.#total === null ? dt * unknownPace : defaultSpeed(this.#total * dt);
  }

  #progressed({ step, done, total, learning }: Progress): void {
    const isNew = this.#total === null;
    this.#total = step - done + total;
    this.#learning = learning;
    if (isNew && this.#options.speed === null && !this.#isPaced) this.pace.setSpeed(this.#usualSpeed());
  }

  /** At each yield of the run, and while it waits. */
  #between(): void {
    this.#sendBatch();
    if (this.#options.host.now() - this.#toldState >= stateEvery) this.#tellState();
  }

  #sendBatch(): void {
    this.#batcher.endStep(this.experiment.simulation.nextStep - 1);
    if (!this.#ready || this.#batcher.empty) return;
    const { plan } = this.experiment.simulation;
    const snapshot = (demand: number): Float64Array => {
      const { population, variable } = this.#demand.values[demand]!;
      return valuesNow(plan, population, variable);
    };
    this.#ready = false;
    this.#options.port.send({ kind: 'batch', batch: this.#batcher.take(this.#metrics(), snapshot) });
  }

  #metrics(): Readonly<Record<string, number>> {
    const now = this.#options.host.now();
    if (now - this.#toldMetrics < metricsEvery || Object.keys(this.experiment.description.metrics).length === 0) return {};
    this.#toldMetrics = now;
    return this.experiment.metrics();
  }

  #tellState(): void {
    const { simulation } = this.experiment;
    const now = this.#options.host.now();
    const wall = now - this.#toldState;
    if (Number.isFinite(wall) && wall > 0) this.#realtime = ((simulation.nextStep - this.#lastStep) * simulation.dt) / wall;
    this.#toldState = now;
    this.#lastStep = simulation.nextStep;
    const { nextStep: step, synapticEvents } = simulation;
    const phase: RunState['phase'] = this.#ended ?? (this.pace.running ? 'running' : 'paused');
    const state = {
      phase,
      speed: this.pace.speed,
      step,
      planned: phase === 'done' ? step : this.#total,
      ...(this.#learning === undefined ? {} : { learning: this.#learning }),
      realtime: this.#realtime,
      synapticEvents,
    };
    this.#options.port.send({ kind: 'state', state });
  }

  #end(phase: 'done' | 'failed', error: unknown): void {
    this.#ended = phase;
    this.pace.pause();
    this.#sendBatch();
    const { port } = this.#options;
    if (error !== null) port.send({ kind: 'error', error: remoteError(error) });
    else {
      const { metrics, expect, spikeHash } = this.experiment.result();
      this.#result = { metrics, expect, spikeHash };
      port.send({ kind: 'result', result: this.#result });
    }
    this.#tellState();
  }
}
