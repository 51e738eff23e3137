/** A copy of a network to try things with, apart from the run: float64, one lane, from its initial state as often as needed. */
import { compile } from '../../compile/index.ts';
import { numbersAt, type Plan, type PopulationPlan } from '../../compile/plan.ts';
import type { Host } from '../../host.ts';
import type { Network } from '../../network.ts';
import { FilteredSpikes } from '../../operators/index.ts';
import { Simulation } from '../../simulation/index.ts';
import type { Drive, Streams } from '../../trial-metrics.ts';
import { type Inputs, inputsOf } from './inputs.ts';

export interface Tried {
  readonly network: Network;
  readonly seed: number;
  readonly dt: number;
}

/** It is stepped, not run: nothing is asked of a host. */
const still: Host = {
  now: () => 0,
  yield: () => Promise.resolve(),
  loadData: () => Promise.reject(new Error('a trial loads no data')),
};

const nothing = new Float64Array(0);

export class Trial {
  readonly plan: Plan;
  readonly simulation: Simulation;
  readonly #drive: Drive | null;
  readonly #inputs: Inputs | null;

  constructor({ network, seed, dt }: Tried, drive: Drive | null) {
    this.plan = compile(network, { dt, seed, precision: 'float64', lanes: 1 });
    this.simulation = new Simulation(this.plan, { host: still });
    this.#drive = drive;
    this.#inputs = drive === null ? null : inputsOf(drive, this.population(drive.population).size, seed, dt);
  }

  population(name: string): PopulationPlan {
    return this.plan.populations.find((one) => one.name === name)!;
  }

  /** What comes in, in a step of a stream. Without a drive: nothing. */
  inputs(stream: number, t: number): Float64Array {
    return this.#inputs === null ? nothing : this.#inputs(stream, t);
  }

  /** A step in which this comes in. */
  step(value: Float64Array): void {
    const { simulation } = this;
    const drive = this.#drive;
    if (drive !== null) {
      const { population, port } = drive;
      const step = simulation.nextStep;
      if (value.some((one) => one !== 0))
        simulation.schedule({ kind: 'stimulus', step, population, port, cells: 'all', value, steps: 1 });
    }
    simulation.step();
  }
}

/** Leads copies through streams, and reads where they end. */
export class StreamTrial {
  readonly #trial: Trial;
  readonly #streams: Streams;
  readonly #spikes: ReadonlyMap<string, FilteredSpikes>;
  /** Of all populations that are read. */
  readonly cells: number;

  constructor(tried: Tried, streams: Streams) {
    const trial = new Trial(tried, streams.drive);
    const read = streams.of.map((name) => trial.population(name));
    this.#trial = trial;
    this.#streams = streams;
    this.#spikes = new Map(
      read.flatMap(({ name, size, lowered }) => {
        if (!lowered.spikes) return [];
        const filtered = new FilteredSpikes(size, streams.filter / tried.dt);
        trial.simulation.population(name).spikes$.subscribe((frame) => filtered.add(frame));
        return [[name, filtered] as const];
      }),
    );
    this.cells = read.reduce((sum, { size }) => sum + size, 0);
  }

  /** What comes in, in a step of a stream. */
  inputs(stream: number, step: number): Float64Array {
    return this.#trial.inputs(stream, step);
  }

  /** From the initial state; `inputs` says what comes in in a step, but for the last steps, which are those of stream 0. */
  end(inputs: (step: number) => Float64Array): Float64Array {
    const { steps, alike, still: silent } = this.#streams;
    const { simulation } = this.#trial;
    simulation.reset();
    for (const filtered of this.#spikes.values()) filtered.clear();
    for (let t = 0; t < steps; t++) this.#trial.step(t < steps - alike ? inputs(t) : this.inputs(0, t));
    simulation.step(silent);
    return this.#states();
  }

  dispose(): void {
    this.#trial.simulation.dispose();
  }

  #states(): Float64Array {
    const { plan, simulation } = this.#trial;
    const states = new Float64Array(this.cells);
    let at = 0;
    for (const name of this.#streams.of) {
      const { size, state, model } = this.#trial.population(name);
      const filtered = this.#spikes.get(name);
      const address = state[model.outputs[0]!]?.address;
      states.set(filtered?.read(simulation.nextStep) ?? numbersAt(plan.map.memory.buffer, address!, size, 'float64'), at);
      at += size;
    }
    return states;
  }
}
