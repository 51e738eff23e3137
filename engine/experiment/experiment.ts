/** A scenario at work: compiles it, feeds its stimuli, runs it or its protocol, and judges what came out. */
import { type Observable, tap } from 'rxjs';
import { compile, positionsOf } from '../compile/index.ts';
import type { DatasetDescription } from '../data/index.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import { GradientExecutor, GradientTrainer, type TrainedArrays } from '../learning/index.ts';
import type { Network } from '../network.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { type Progress, Simulation, type SimulationOptions, stimulusEvents } from '../simulation/index.ts';
import type { Confusion } from './batch-meters.ts';
import { Lessons } from './lessons.ts';
import { type JudgedExpectation, type MeasuredPopulation, Measures, type Ring } from './measures.ts';
import type { DataRequest } from './open-data.ts';
import { Presentations } from './presentations.ts';
import type { Protocol } from './protocol.ts';
import { type ShownExamples, shownExamples } from './shown-examples.ts';
import { weightMetrics } from './weight-metrics.ts';

export interface ExperimentOptions extends SimulationOptions {
  /** uint32. */
  readonly seed: number;
  /** Data sets that scenarios may name. */
  readonly datasets: Readonly<Record<string, DatasetDescription>>;
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
}

export class Experiment {
  readonly description: ScenarioDescription;
  readonly simulation: Simulation;
  readonly seed: number;
  /** What is trained by gradients; null where nothing is. */
  readonly trained: TrainedArrays | null;
  readonly #data: DataRequest;
  readonly #measures: Measures;
  readonly #protocol: Protocol | null;
  readonly #alone = oneAtATime('this experiment');
  #completed = false;

  constructor(description: ScenarioDescription, options: ExperimentOptions) {
    const { seed, host, datasets } = options;
    const { network, dt, precision } = description;
    this.description = description;
    this.seed = seed;
    const trainer = trainerOf(description, options);
    this.trained = trainer?.trained ?? null;
    this.#data = { datasets, host, seed };
    const executor = trainer === null ? null : new GradientExecutor(trainer);
    const plan = trainer?.plan ?? compile(network, { dt, seed, precision, lanes: 1 });
    this.simulation = new Simulation(plan, executor === null ? options : { ...options, executor });
    const { simulation } = this;
    for (const event of stimulusEvents(description.stimuli, simulation.plan)) simulation.schedule(event);
    const spiking = simulation.plan.populations.filter(({ lowered }) => lowered.spikes).map(({ name }) => name);
    const { expect, metrics } = description;
    this.#measures = new Measures({
      activity: simulation,
      spiking,
      expect,
      metrics,
      ring: (name) => ringOf(network, name, seed),
    });
    const request = { description, simulation, host, seed, datasets };
    if (description.protocol.length === 0) this.#protocol = null;
    else if (trainer === null || executor === null) this.#protocol = new Presentations(request);
    else this.#protocol = new Lessons({ ...request, trainer, executor });
  }

  /** Cold: subscribe = run to the end, unsubscribe = stop at a step boundary; a later subscription does what is left. */
  run$(): Observable<Progress> {
    return this.#alone(() =>
      this.#rest().pipe(
        tap({
          complete: () => {
            this.#completed = true;
          },
        }),
      ),
    );
  }

  result(): ExperimentResult {
    const { simulation } = this;
    const steps = simulation.nextStep;
    const metrics = {
      ...this.#measures.metrics(),
      ...this.#protocol?.metrics(),
      ...weightMetrics(simulation, this.description.metrics),
    };
    return {
      steps,
      interrupted: !this.#completed,
      populations: Object.fromEntries(simulation.populationNames.map((name) => [name, this.#measures.population(name, steps)])),
      metrics,
      expect: this.#measures.judge(steps, metrics, this.#completed),
      synapses: simulation.plan.synapses,
      synapticEvents: simulation.synapticEvents,
      spikeHash: simulation.spikeHash,
      stateHash: simulation.stateHash,
    };
  }

  /** Of a metric of right answers; null before any were asked. */
  confusion(metric: string): Confusion | null {
    return this.#protocol?.confusion(metric) ?? null;
  }

  /** The first examples that are trained on, as they enter a population. @throws NeurariumError 'usage' or 'data' where there are none */
  examples(of: { readonly population: string; readonly field: string; readonly limit: number }): Promise<ShownExamples> {
    return shownExamples(this.description, of, this.#data);
  }

  dispose(): void {
    this.#measures.dispose();
    this.simulation.dispose();
  }

  #rest(): Observable<Progress> {
    if (this.#protocol !== null) return this.#protocol.run$();
    return this.simulation.run$(Math.max(0, this.description.steps! - this.simulation.nextStep));
  }
}

/** Null where nothing learns by gradients. */
function trainerOf(description: ScenarioDescription, { seed, backend }: ExperimentOptions): GradientTrainer | null {
  const learner = Object.values(description.learners).find((one) => one.kind === 'gradient');
  if (learner === undefined) return null;
  const { network, dt, precision, protocol } = description;
  const sizes = protocol.flatMap((stage) => (stage.by === 'batches' && stage.kind === 'train' ? stage.batch : []));
  const batch = Math.max(1, ...sizes);
  const options = { dt, seed, precision, learner, batch };
  if (backend === 'streams') {
    throw new NeurariumError({
      code: 'usage',
      message: "the back end 'streams' does not learn by gradients",
      hint: "Use 'interpreter' as the reference.",
    });
  }
  return new GradientTrainer(network, backend === undefined ? options : { ...options, backend });
}

/** Positions of one coordinate that begins again. */
function ringOf({ populations }: Network, name: string, seed: number): Ring | null {
  const population = populations.find((one) => one.name === name);
  const places = population === undefined ? null : positionsOf(population, seed);
  const around = population?.position?.period[0] ?? null;
  return places === null || places.length !== 1 || around === null ? null : { places: places[0]!, around };
}
