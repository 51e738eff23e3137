/**
 * Steps a plan while it learns: each time of an example is a step, each example of a batch a lane, of which the first is what the simulation
 * shows. What is taught, and whether it learns, is its teacher's; without one the network runs on, unfed.
 */
import { numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import type { Executor } from '../executors/index.ts';
import { fixedKernels } from '../kernels/index.ts';
import type { BatchNetwork } from './batch-network.ts';
import type { LaneNumbers, Moment } from './learner.ts';

/** Gives examples, and does with them what is to be done. */
export interface Teacher {
  /** An example begins: says how many there are in the batch, whether it goes on from the one before, and when it is learnt from (null: not). */
  begin(): { readonly count: number; readonly goesOn: boolean; readonly moment: Moment | null };
  /** Writes the inputs and targets of this time. */
  feed(time: number): void;
  /** An example is over. */
  end(): void;
}

const nobody: Teacher = { begin: () => ({ count: 1, goesOn: true, moment: null }), feed: () => undefined, end: () => undefined };

/** A population as it is shown. */
interface Shown {
  readonly plan: PopulationPlan;
  readonly cells: Uint32Array;
  /** At all times of all lanes. */
  readonly spikes: LaneNumbers | null;
  count: number;
  /** What stimuli add to the first lane, and where. */
  readonly stimuli: readonly { readonly from: Float64Array | Float32Array; readonly port: string }[];
  stimulated: boolean;
}

export class BatchExecutor implements Executor {
  readonly plan: Plan;
  readonly stateInMemory = true;
  readonly synapticEvents = 0;
  teacher: Teacher = nobody;
  readonly #network: BatchNetwork;
  readonly #shown: readonly Shown[];
  readonly #kernels: ReturnType<typeof fixedKernels>;

  constructor(network: BatchNetwork) {
    const { plan } = network;
    const { memory } = plan.map;
    this.plan = plan;
    this.#network = network;
    this.#kernels = fixedKernels(memory);
    this.#shown = plan.populations.map((population) => ({
      plan: population,
      cells:
        population.spikes === null
          ? new Uint32Array(0)
          : new Uint32Array(memory.buffer, population.spikes.address, population.size),
      spikes: network.spikes(population.name),
      count: 0,
      stimuli: Object.entries(population.stimulus).map(([port, { address }]) => ({
        from: numbersAt(memory.buffer, address, population.size, plan.precision),
        port,
      })),
      stimulated: false,
    }));
    // The first step begins an example.
    network.finish();
  }

  get inLesson(): boolean {
    return this.teacher !== nobody;
  }

  spikeCount(population: number): number {
    return this.#shown[population]!.count;
  }

  spikeCells(population: number): Uint32Array {
    return this.#shown[population]!.cells;
  }

  markStimulated(population: number): void {
    this.#shown[population]!.stimulated = true;
  }

  mute(): void {
    throw new NeurariumError({ code: 'usage', message: 'a projection of a network that learns cannot be muted' });
  }

  /** Nobody teaches any more. */
  rest(): void {
    this.teacher = nobody;
  }

  /** The next step begins an example anew. */
  reset(): void {
    this.#network.finish();
  }

  step(step: number): void {
    const network = this.#network;
    if (network.time === network.unroll) {
      const { count, goesOn, moment } = this.teacher.begin();
      network.begin(count, goesOn, moment);
    }
    const { time } = network;
    network.clear();
    this.teacher.feed(time);
    for (const shown of this.#shown) if (shown.stimulated) this.#stimulate(shown, time);
    network.forward(step);
    for (const shown of this.#shown) this.#showSpikes(shown, step);
    if (network.time === network.unroll) this.teacher.end();
  }

  #stimulate(shown: Shown, time: number): void {
    shown.stimulated = false;
    for (const { from, port } of shown.stimuli) {
      const { values, stride } = this.#network.input(shown.plan.name, port);
      const begin = time * this.#network.batch * stride;
      for (let cell = 0; cell < from.length; cell++) values[begin + cell]! += from[cell]!;
      from.fill(0);
    }
  }

  #showSpikes(shown: Shown, step: number): void {
    const { plan, cells, spikes } = shown;
    if (plan.spikes === null || spikes === null) return;
    const { time, batch } = this.#network;
    const begin = (time - 1) * batch * spikes.stride;
    shown.count = 0;
    for (let cell = 0; cell < plan.size; cell++) if (spikes.values[begin + cell] !== 0) cells[shown.count++] = cell;
    this.#kernels.hashSpikes(this.plan.spikeHash.address, step, 0, plan.index, plan.spikes.address, shown.count);
  }
}
