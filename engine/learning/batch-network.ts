/**
 * A network with a batch of examples as lanes: the equations and the memory of its simulation, and every time of a window kept, so that
 * learners can go back to it. Learns nothing itself.
 */
import { compile, positionsOf, type Region } from '../compile/index.ts';
import { type Numbers, numberBytes, numbersAt, type Plan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { fixedKernels, referenceKernels } from '../kernels/index.ts';
import type { Lattice } from '../lattice.ts';
import type { Network } from '../network.ts';
import { RandomStream } from '../random.ts';
import type { Phase } from '../scenario.ts';
import { suggest } from '../suggest.ts';
import type { RateSchedule } from '../training/index.ts';
import { type LearningArrays, spikesAt, stateAt } from './arrays.ts';
import { type BatchOptions, checkBatches } from './batch-options.ts';
import { type BatchPlan, planBatches, trainedBy } from './batch-plan.ts';
import type { CellLearning } from './cell-learning.ts';
import { notFiniteState } from './find-not-finite.ts';
import type { Machine } from './lane-pass.ts';
import { LaneStates } from './lane-states.ts';
import type { LaneNumbers, Learner, Moment, Targets } from './learner.ts';
import { fromSilence, mapOf } from './maps/index.ts';
import { loadNetwork, type SavedNetwork, savedNetwork } from './saved-network.ts';
import { type Station, stationsOf } from './stations.ts';
import { TrainedArrays } from './trained-arrays.ts';

export class BatchNetwork {
  /** Its weights and parameters are what learners change: a simulation of this plan sees each update, and its `reset` leaves them. */
  readonly plan: Plan;
  readonly trained: TrainedArrays;
  readonly learners: Readonly<Record<string, Learner>>;
  readonly batch: number;
  /** Steps of a window. */
  readonly unroll: number;
  readonly #network: Network;
  readonly #seed: number;
  readonly #descriptions: BatchOptions['learners'];
  readonly #cells: readonly CellLearning[];
  readonly #stations: readonly Station[];
  readonly #states: LaneStates;
  readonly #working: readonly Learner[];
  /** By time: the inputs of all ports, and the targets of all learners. */
  readonly #inputs: readonly (readonly Numbers[])[];
  readonly #asked: readonly (readonly Numbers[])[];
  /** Raised where a state is NaN or infinite. */
  readonly #flags: readonly Int32Array[];
  /** [the time within the window, examples in the lanes, whether it is trained, whether it began anew], in memory, so that a checkpoint holds them. */
  readonly #counters: Uint32Array;

  /** @throws NeurariumError 'description' or 'equation' for what cannot be in batches, or not learn as it should */
  constructor(network: Network, options: BatchOptions) {
    const { dt, seed, precision, batch, backend = 'wasm' } = options;
    const unroll = checkBatches(network, options);
    this.#network = network;
    this.#seed = seed;
    this.#descriptions = options.learners;
    let planned!: BatchPlan;
    this.plan = compile(network, {
      dt,
      seed,
      precision,
      lanes: 1,
      trained: trainedBy(network, options),
      beside: (known, layout) => {
        planned = planBatches(network, options, unroll, known, layout);
      },
    });
    const { memory } = this.plan.map;
    const kernels = backend === 'wasm' ? fixedKernels(memory) : referenceKernels(memory);
    const machine: Machine = { memory, backend, kernels, examples: () => this.count };
    this.batch = batch;
    this.unroll = unroll;
    this.trained = new TrainedArrays(this.plan);
    const cells = planned.cells.map((cell, index) => cell.make(machine, this.plan.bindings[index]!));
    this.#cells = cells;
    this.#stations = stationsOf(this.plan, cells, (projection) => {
      const [source, target] = [cells[projection.source.index]!.arrays, cells[projection.target.index]!.arrays];
      const map = mapOf(projection, { source, target, gradient: null, pack: planned.pack }, machine);
      return fromSilence(map, projection, this.plan, () => this.#counters[3] === 1);
    });
    this.#states = new LaneStates(this.plan, this.#arrays, unroll);
    this.#counters = new Uint32Array(memory.buffer, planned.counters.address, 4);
    const made = { plan: this.plan, cells, trained: this.trained, machine, pack: planned.pack };
    this.learners = Object.fromEntries(Object.entries(planned.learners).map(([name, learner]) => [name, learner.make(made)]));
    this.#working = Object.values(this.learners);
    this.#inputs = this.#byTime(
      this.#arrays.flatMap(({ ports, lanes, stride }) =>
        Object.values(ports).map((region) => ({ values: this.#view(region), length: lanes * stride })),
      ),
    );
    this.#asked = this.#byTime(this.targets.map(({ values, stride }) => ({ values, length: batch * stride })));
    this.#flags = this.#arrays.map(({ notFinite }) => new Int32Array(memory.buffer, notFinite.address, 1));
    this.begin(batch);
  }

  /** The time that comes next, from 0; `unroll` where the window is over. */
  get time(): number {
    return this.#counters[0]!;
  }

  /** Examples in the lanes. */
  get count(): number {
    return this.#counters[1]!;
  }

  /** How often learners changed it. */
  get updates(): number {
    return this.#working.reduce((sum, learner) => sum + learner.updates, 0);
  }

  /** What learners make small, of the examples in the lanes: the sum of their losses; null where none has such a number. */
  get loss(): number | null {
    const losses = this.#working.flatMap(({ loss }) => loss ?? []);
    return losses.length === 0 ? null : losses.reduce((sum, loss) => sum + loss, 0);
  }

  /** What data write, after `clear` and before `forward`. Valid as long as the network. @throws NeurariumError for unknown names */
  input(population: string, port: string): LaneNumbers {
    const { ports, stride } = this.#find(population);
    return { values: this.#view(known(ports[port], port, Object.keys(ports), `port of ${population}`)), stride };
  }

  /** What all learners are asked for. */
  get targets(): readonly Targets[] {
    return this.#working.flatMap(({ targets }) => targets);
  }

  /** A variable after each step of the window. */
  values(population: string, variable: string): LaneNumbers {
    const arrays = this.#find(population);
    known(arrays.state[variable], variable, Object.keys(arrays.state), `variable of ${population}`);
    return this.#afterSteps(stateAt(arrays, variable, 1), arrays);
  }

  /** A variable after the latest step, of so many examples of the batch at most, each with one number per cell. A copy. */
  latest(population: string, variable: string, most: number): Float32Array {
    const { values, stride } = this.values(population, variable);
    const { size } = this.#find(population);
    const first = Math.max(0, this.time - 1) * this.batch;
    const latest = new Float32Array(Math.min(most, this.count) * size);
    for (let k = 0; k < latest.length; k++) latest[k] = values[(first + Math.floor(k / size)) * stride + (k % size)]!;
    return latest;
  }

  /** Where the cells of a population lie. @throws NeurariumError 'description' where they lie nowhere */
  lattice(population: string): Lattice {
    const found = this.#network.populations.find(({ name }) => name === population);
    const places = found === undefined ? null : positionsOf(found, this.#seed);
    if (places !== null) return { places, period: found!.position!.period };
    throw new NeurariumError({
      code: 'description',
      message: `the cells of ${population} have no positions, and neighbours are asked for`,
      hint: "Give it some, such as { position: grid([10, 10], '1 um') }.",
    });
  }

  /** The spikes in each step of the window, as numbers; null for a population that does not spike. */
  spikes(population: string): LaneNumbers | null {
    const arrays = this.#find(population);
    return arrays.spikes === null ? null : this.#afterSteps(spikesAt(arrays, 1), arrays);
  }

  /** A window of `count` examples begins, anew or where the last one ended; `moment`: of what will be learnt from it. */
  begin(count: number, goesOn = false, moment: Moment | null = null): void {
    if (goesOn) this.#states.goOn();
    else this.#states.beginAnew();
    this.#counters[0] = 0;
    this.#counters[1] = count;
    this.#counters[3] = goesOn ? 0 : 1;
    for (const learner of this.#working) learner.begin?.(goesOn, moment);
  }

  /** The window is over, as far as it came: another may begin. */
  finish(): void {
    this.#counters[0] = this.unroll;
  }

  /** The inputs of the time that comes next are 0, and nothing is asked. */
  clear(): void {
    for (const inputs of this.#inputs[this.time]!) inputs.fill(0);
    for (const targets of this.#asked[this.time]!) targets.fill(Number.NaN);
  }

  /** One step of all lanes; `step` is its number in the run. @throws NeurariumError 'not-finite' where a state is NaN or infinite */
  forward(step: number): void {
    const { time } = this;
    for (const { incoming, forward, arrays } of this.#stations) {
      for (const map of incoming) map.forward(time);
      forward(step, time * arrays.slotBytes);
    }
    if (this.#flags.some((flag) => flag[0] !== 0)) this.#checkFinite(time);
    for (const learner of this.#working) learner.forward?.(time, step);
    this.#states.show(time);
    this.#counters[0] = time + 1;
  }

  /** A whole window, begun anew; `fill` writes the inputs and targets of all times. */
  run(fill: () => void, count = this.batch): void {
    this.begin(count);
    for (let t = 0; t < this.unroll; t++) {
      this.#counters[0] = t;
      this.clear();
    }
    this.#counters[0] = 0;
    fill();
    for (let t = 0; t < this.unroll; t++) this.forward(t);
  }

  /** All learners, or those named, learn from the window that is over. */
  learn(moment: Moment, names: readonly string[] = Object.keys(this.learners)): void {
    for (const name of names) known(this.learners[name], name, Object.keys(this.learners), 'learner').learn(moment);
  }

  /** The derivatives of a loss by something trained, of the latest window learnt from; null for what no gradients train. */
  gradient(name: string): Numbers | null {
    return this.#working.map((learner) => learner.gradient?.(name) ?? null).find((found) => found !== null) ?? null;
  }

  /** What products of two cells were on average in a phase; null where no learner goes by that. */
  products(population: string, phase: Phase): Float64Array | null {
    return this.#working.map((learner) => learner.products?.(population, phase) ?? null).find((found) => found !== null) ?? null;
  }

  /** How fast learners that go by a rate learn from now on. */
  setRate(rate: RateSchedule): void {
    for (const learner of this.#working) learner.setRate?.(rate);
  }

  /** Tells learners, and cells that have a parameter `training`, whether the network is trained (1) or used (0). */
  setTraining(training: boolean): void {
    this.#counters[2] = training ? 1 : 0;
    const { map, precision, populations } = this.plan;
    for (const { parameters } of populations) {
      const slot = parameters['training'];
      if (slot === undefined) continue;
      const count = slot.region.bytes / numberBytes(precision);
      numbersAt(map.memory.buffer, slot.region.address, count, precision).fill(training ? 1 : 0);
    }
    for (const learner of this.#working) learner.setTraining?.(training);
    this.trained.refresh();
  }

  /** Draws what is trained anew, and what is kept from example to example: the start of that number, 0 being the first. */
  startAgain(start: number): void {
    const { dt, precision } = this.plan;
    const seed = new RandomStream(this.#seed, 'starts').words(0, start, 0, 0)[0]!;
    const trained = trainedBy(this.#network, { learners: this.#descriptions });
    const drawn = compile(this.#network, { dt, seed, precision, lanes: 1, trained });
    loadNetwork(this.plan, savedNetwork(drawn));
    for (const learner of this.#working) learner.startAgain?.();
  }

  /** What has been learnt so far, as it is used. */
  saved(): SavedNetwork {
    const training = this.#counters[2] === 1;
    this.setTraining(false);
    const saved = savedNetwork(this.plan);
    this.setTraining(training);
    return saved;
  }

  get #arrays(): readonly LearningArrays[] {
    return this.#cells.map(({ arrays }) => arrays);
  }

  #find(population: string): LearningArrays {
    const names = this.plan.populations.map(({ name }) => name);
    return known(this.#arrays[names.indexOf(population)], population, names, 'population');
  }

  #view({ address, bytes }: Region): Numbers {
    const { map, precision } = this.plan;
    return numbersAt(map.memory.buffer, address, bytes / numberBytes(precision), precision);
  }

  #afterSteps(address: number, { lanes, stride, precision }: LearningArrays): LaneNumbers {
    return { values: numbersAt(this.plan.map.memory.buffer, address, this.unroll * lanes * stride, precision), stride };
  }

  /** Views of each time: made once, since a step must allocate nothing. */
  #byTime(all: readonly { readonly values: Numbers; readonly length: number }[]): Numbers[][] {
    return Array.from({ length: this.unroll }, (_, time) =>
      all.map(({ values, length }) => values.subarray(time * length, (time + 1) * length)),
    );
  }

  /** The kernels' flags may be a false alarm, of what is computed and not kept: the numbers decide. */
  #checkFinite(time: number): void {
    for (const flag of this.#flags) flag[0] = 0;
    const where = notFiniteState(this.plan, this.#arrays, time);
    if (where === null) return;
    throw new NeurariumError({
      code: 'not-finite',
      message: `a number became NaN or infinite, ${this.updates} updates after the beginning`,
      where,
      hint: 'A smaller learning rate, or a limit to the gradients (clipNorm), keeps numbers small.',
    });
  }
}

export function known<T>(found: T | undefined, name: string, names: readonly string[], what: string): T {
  if (found !== undefined) return found;
  throw new NeurariumError({ code: 'usage', message: `'${name}' is no ${what}`, hint: suggest(name, names) });
}
