/** A scenario at work: compiles it, feeds its stimuli, runs it or its protocol, and judges what came out. */
import { type Observable, tap } from 'rxjs';
import { compile, positionsOf } from '../compile/index.ts';
import type { DatasetDescription } from '../data.ts';
import type { ScenarioDescription } from '../describe-scenario.ts';
import type { Network } from '../network.ts';
import { oneAtATime } from '../one-at-a-time.ts';
import { type Progress, Simulation, type SimulationOptions, stimulusEvents } from '../simulation/index.ts';
import { type JudgedExpectation, type MeasuredPopulation, Measures, type Ring } from './measures.ts';
import { Protocol } from './protocol.ts';
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
    this.simulation = new Simulation(compile(network, { dt, seed, precision, lanes: 1 }), options);
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
    this.#protocol = description.protocol.length === 0 ? null : new Protocol({ description, simulation, host, seed, datasets });
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
    const metrics = { ...this.#measures.metrics(), ...this.#learned(), ...weightMetrics(simulation, this.description.metrics) };
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

  #learned(): Record<string, number> {
    const values: Record<string, number> = {};
    for (const [name, metric] of Object.entries(this.description.metrics)) {
      const value = metric.kind === 'accuracy' ? (this.#protocol?.accuracy(metric.learner) ?? null) : null;
      if (value !== null) values[name] = value;
    }
    return values;
  }
}

/** Positions of one coordinate that begins again. */
function ringOf({ populations }: Network, name: string, seed: number): Ring | null {
  const population = populations.find((one) => one.name === name);
  const places = population === undefined ? null : positionsOf(population, seed);
  const around = population?.position?.period[0] ?? null;
  return places === null || places.length !== 1 || around === null ? null : { places: places[0]!, around };
}
