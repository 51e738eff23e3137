/** A scenario at work: compiles it, feeds its stimuli, runs it or its protocol, and judges what came out. */
import { type Observable, tap } from 'rxjs';
import { compile, positionsOf } from '../compile/index.ts';
import type { DatasetDescription } from '../data/index.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import { BatchExecutor, BatchNetwork } from '../learning/index.ts';
import type { Network } from '../network.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { type Progress, Simulation, type SimulationOptions, stimulusEvents } from '../simulation/index.ts';
import type { BatchLearner } from '../training/index.ts';
import { Lessons } from './lessons.ts';
import { type JudgedExpectation, type MeasuredPopulation, Measures, type Ring } from './measures.ts';
import { Presentations } from './presentations.ts';
import type { Protocol } from './protocol.ts';
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
    const executor = trainer === null ? null : new BatchExecutor(trainer);
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

  dispose(): void {
    this.#measures.dispose();
    this.simulation.dispose();
  }

  #rest(): Observable<Progress> {
    if (this.#protocol !== null) return this.#protocol.run$();
    return this.simulation.run$(Math.max(0, this.description.steps! - this.simulation.nextStep));
  }
}

/** Null where nothing learns from batches. */
function trainerOf(description: ScenarioDescription, { seed, backend }: ExperimentOptions): BatchNetwork | null {
  const learners = Object.entries(description.learners).filter(
    (entry): entry is [string, BatchLearner] => entry[1].kind !== 'ridge',
  );
  if (learners.length === 0) return null;
  const { network, dt, precision, protocol } = description;
  const sizes = protocol.flatMap((stage) => (stage.by === 'batches' && stage.kind === 'train' ? stage.batch : []));
  const batch = Math.max(1, ...sizes);
  const options = { dt, seed, precision, learners: Object.fromEntries(learners), batch };
  if (backend === 'streams') {
    throw new NeurariumError({
      code: 'usage',
      message: "the back end 'streams' does not learn from batches",
      hint: "Use 'interpreter' as the reference.",
    });
  }
  return new BatchNetwork(network, backend === undefined ? options : { ...options, backend });
}

/** Positions of one coordinate that begins again. */
function ringOf({ populations }: Network, name: string, seed: number): Ring | null {
  const population = populations.find((one) => one.name === name);
  const places = population === undefined ? null : positionsOf(population, seed);
  const around = population?.position?.period[0] ?? null;
  return places === null || places.length !== 1 || around === null ? null : { places: places[0]!, around };
}
