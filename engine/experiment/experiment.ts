/** A scenario at work: compiles it, feeds its stimuli, runs it or its protocol, and judges what came out. */
import { filter, map, merge, type Observable, Subject, tap } from 'rxjs';
import { compile, positionsOf } from '../compile/index.ts';
import type { Numbers } from '../compile/plan.ts';
import type { DatasetDescription } from '../data/index.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { GuardedStream } from '../guarded-stream.ts';
import { BatchExecutor, type BatchNetwork, type SavedNetwork, type TrainedArrays } from '../learning/index.ts';
import type { Network } from '../network.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import type { Phase } from '../scenario.ts';
import { type Progress, Simulation, type SimulationOptions, stimulusEvents } from '../simulation/index.ts';
import type { Confusion } from './counters/index.ts';
import { derivedMetrics } from './derived-metrics.ts';
import { deviationMetrics } from './deviation-metrics.ts';
import { energyMetrics } from './energy-metrics.ts';
import { type EnergyHistogram, Enumerations } from './enumeration.ts';
import { Lessons } from './lessons.ts';
import { type JudgedExpectation, type MeasuredPopulation, Measures, type Ring } from './measures.ts';
import { curveMetrics } from './needs-of-panels.ts';
import type { DataRequest } from './open-data.ts';
import { Presentations } from './presentations.ts';
import type { LearningCount, LearningUpdate, MetricsAt, Protocol } from './protocol.ts';
import { type ShownExamples, shownExamples } from './shown-examples.ts';
import { Sparser } from './sparser.ts';
import { trainerOf } from './trainer-of.ts';
import { Trials } from './trials/index.ts';
import { weightMetrics } from './weight-metrics.ts';

export interface ExperimentOptions extends SimulationOptions {
  /** uint32. */
  readonly seed: number;
  /** Data sets that scenarios may name. */
  readonly datasets: Readonly<Record<string, DatasetDescription>>;
  /** What was learnt before, with which it begins. */
  readonly network?: SavedNetwork;
  /**
   * Default true. Else what learns by gradients goes through the tests of its protocol alone; where there is none, once through the data
   * that it would learn from.
   */
  readonly learns?: boolean;
}

export interface ExperimentResult {
  /** Steps done. */
  readonly steps: number;
  /** Whether the run was stopped before its end. */
  readonly interrupted: boolean;
  /** Null for populations that do not spike. */
  readonly populations: Readonly<Record<string, MeasuredPopulation | null>>;
  readonly metrics: Readonly<Record<string, number>>;
  readonly expect: readonly JudgedExpectation[];
  readonly synapses: number;
  readonly synapticEvents: number;
  readonly spikeHash: string;
  readonly stateHash: string;
  /** Where it learns in batches. */
  readonly learning?: LearningCount;
}

export class Experiment {
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  readonly seed: number;
  readonly learns: boolean;
  /** What learns in batches, after an update or a test; some thousand times a run, at most. Hot. */
  readonly updates$: Observable<LearningUpdate>;
  /** Metrics over the run: those that are measured on the way, some thousand times at most. Hot. */
  readonly metrics$: Observable<MetricsAt>;
  /** What learners change; null where nothing learns from batches. */
  readonly trained: TrainedArrays | null;
  readonly #data: DataRequest;
  readonly #measures: Measures;
  readonly #enumerations: Enumerations;
  readonly #trainer: BatchNetwork | null;
  readonly #lessons: Lessons | null;
  readonly #protocol: Protocol | null;
  readonly #trials: Trials;
  readonly #updates = new Subject<LearningUpdate>();
  readonly #measured = new Subject<MetricsAt>();
  readonly #sparse = new Sparser();
  readonly #alone = oneAtATime('this experiment');
  #plannedSteps: number | null;
  #completed = false;

  /** @throws NeurariumError for what does not fit: a data set, a network that was saved */
  constructor(description: ScenarioDescription, options: ExperimentOptions) {
    const { seed, host, datasets, learns = true } = options;
    const { network, dt, precision } = description;
    this.description = description;
    this.seed = seed;
    this.learns = learns;
    this.#plannedSteps = description.steps;
    this.#trials = new Trials({ network, seed, dt });
    const trainer = trainerOf(description, options);
    this.trained = trainer?.trained ?? null;
    this.#data = { datasets, host, seed };
    const executor = trainer === null ? null : new BatchExecutor(trainer);
    const plan = trainer?.plan ?? compile(network, { dt, seed, precision, lanes: 1 });
    this.#trainer = trainer;
    this.simulation = new Simulation(plan, executor === null ? options : { ...options, executor });
    const { simulation } = this;
    for (const event of stimulusEvents(description.stimuli, simulation.plan)) simulation.schedule(event);
    const spiking = simulation.plan.populations.filter(({ lowered }) => lowered.spikes).map(({ name }) => name);
    const { expect, metrics, timed } = description;
    this.#enumerations = new Enumerations(simulation, description.metrics);
    this.#measures = new Measures({
      activity: simulation,
      timed,
      spiking,
      expect,
      metrics,
      ring: (name) => ringOf(network, name, seed),
    });
    const request = { description, simulation, host, seed, datasets };
    const hasProtocol = description.protocol.length > 0;
    this.#lessons =
      hasProtocol && trainer !== null && executor !== null
        ? new Lessons({ ...request, trainer, executor, learns, updates: this.#updates, stepped: this.#standing(description) })
        : null;
    this.#protocol = this.#lessons ?? (hasProtocol ? new Presentations({ ...request, measured: this.#measured }) : null);
    this.updates$ = guarded(this.#updates, 'updates$', options);
    const ofUpdates = this.#updates.pipe(
      map(({ step, metrics: values }) => ({ step, values })),
      filter(({ values }) => Object.keys(values).length > 0),
    );
    this.metrics$ = guarded(merge(ofUpdates, this.#measured), 'metrics$', options);
  }

  /** Steps of the whole run, at most; null where they are not known: see `open`. */
  get plannedSteps(): number | null {
    return this.#plannedSteps;
  }

  /** Loads the data, so that it is known how long the run takes. What runs it need not ask. */
  async open(): Promise<void> {
    if (this.#protocol !== null) this.#plannedSteps = await this.#protocol.plannedSteps();
  }

  /** Cold: subscribe = run to the end, unsubscribe = stop at a step boundary; a later subscription does what is left. `most`: steps, after which it counts as interrupted. */
  run$(most = Number.POSITIVE_INFINITY): Observable<Progress> {
    return this.#alone(() =>
      this.#rest(most).pipe(
        tap({
          complete: () => {
            this.#completed = most === Number.POSITIVE_INFINITY;
          },
        }),
      ),
    );
  }

  /** As far as they are known. */
  metrics(): Readonly<Record<string, number>> {
    const { metrics } = this.description;
    const measured = {
      ...this.#measures.metrics(),
      ...this.#protocol?.metrics(),
      ...weightMetrics(this.simulation, metrics),
      ...energyMetrics(this.simulation, metrics),
      ...this.#enumerations.metrics(),
      ...deviationMetrics(this.simulation, metrics),
      ...this.#trials.metrics(metrics),
    };
    return { ...measured, ...derivedMetrics(metrics, measured) };
  }

  result(): ExperimentResult {
    const { simulation } = this;
    const steps = simulation.nextStep;
    const metrics = this.metrics();
    return {
      steps,
      interrupted: !this.#completed,
      populations: Object.fromEntries(simulation.populationNames.map((name) => [name, this.#measures.population(name, steps)])),
      metrics,
      expect: this.#judged(steps, metrics),
      synapses: simulation.plan.synapses,
      synapticEvents: simulation.synapticEvents,
      spikeHash: simulation.spikeHash,
      stateHash: simulation.stateHash,
      ...(this.#lessons === null ? {} : { learning: this.#lessons.count }),
    };
  }

  /** What has been learnt so far, as it is used: with the averages where the optimiser keeps them. Null where nothing learns from batches. */
  savedNetwork(): SavedNetwork | null {
    return this.#trainer?.saved() ?? null;
  }

  /** Derivatives of the loss by what is trained, in the latest update; null for what no gradients train. */
  gradient(name: string): Numbers | null {
    return this.#trainer?.gradient(name) ?? null;
  }

  /** Energies of the states so far, beside Boltzmann's distribution: of a metric of the distance between them; null for others. */
  energies(metric: string, bins: number): EnergyHistogram | null {
    return this.#enumerations.histogram(metric, bins);
  }

  /** What products of two cells were on average in a phase of Boltzmann learning, by pairs; null where nothing learns by that. */
  products(population: string, phase: Phase): Float64Array | null {
    return this.#trainer?.products(population, phase) ?? null;
  }

  /** Of a metric of right answers; null before any were asked. */
  confusion(metric: string): Confusion | null {
    return this.#protocol?.confusion(metric) ?? null;
  }

  /**
   * A variable of a population after the latest step: of each example of the batch at work, so many at most, one number per cell. A copy. Null
   * where nothing learns from batches. @throws NeurariumError 'usage' for unknown names
   */
  lanes(population: string, variable: string, most: number): Float32Array | null {
    return this.#trainer?.latest(population, variable, most) ?? null;
  }

  /** The first examples that are trained on, as they enter a population. @throws NeurariumError 'usage' or 'data' where there are none */
  examples(of: { readonly population: string; readonly field: string; readonly limit: number }): Promise<ShownExamples> {
    return shownExamples(this.description, of, this.#data);
  }

  dispose(): void {
    this.#measures.dispose();
    this.#updates.complete();
    this.#measured.complete();
    this.simulation.dispose();
  }

  /** Without learning, what is measured of it alone is not judged. */
  #judged(steps: number, metrics: Readonly<Record<string, number>>): JudgedExpectation[] {
    const judged = this.#measures.judge(steps, metrics, this.#completed);
    return this.learns ? judged : judged.map((one) => (one.value === null ? { ...one, pass: null } : one));
  }

  #rest(most: number): Observable<Progress> {
    if (this.#protocol !== null) return this.#protocol.run$(most);
    const left = Math.min(most, Math.max(0, this.description.steps! - this.simulation.nextStep));
    const names = curveMetrics(this.description);
    if (names.length === 0) return this.simulation.run$(left);
    const until = () => {
      this.#measureCurves(names);
      return false;
    };
    return this.simulation.run$(left, { until });
  }

  /** After a step of a lesson: measures what its curves show of the network as it stands. */
  #standing({ metrics, ...description }: ScenarioDescription): () => void {
    const names = curveMetrics(description).filter((name) => metrics[name]?.kind === 'energy');
    return names.length === 0 ? () => undefined : () => this.#measureCurves(names);
  }

  /** Measures what curves show. */
  #measureCurves(names: readonly string[]): void {
    if (!this.#sparse.next() || !this.#measured.observed) return;
    const now = this.metrics();
    const values = Object.fromEntries(names.flatMap((name) => (now[name] === undefined ? [] : [[name, now[name]]])));
    this.#measured.next({ step: this.simulation.nextStep, values });
  }
}

function guarded<T>(source: Observable<T>, name: string, { report }: ExperimentOptions): Observable<T> {
  return new GuardedStream(source, (error) => {
    if (report === undefined) throw error;
    report(name, error);
  });
}

/** Positions of one coordinate that begins again. */
function ringOf({ populations }: Network, name: string, seed: number): Ring | null {
  const population = populations.find((one) => one.name === name);
  const places = population === undefined ? null : positionsOf(population, seed);
  const around = population?.position?.period[0] ?? null;
  return places === null || places.length !== 1 || around === null ? null : { places: places[0]!, around };
}
