/**
 * Trains a network by gradients through time: the same equations and the same memory as its simulation, with a batch of examples as
 * lanes and every time of an example kept. Forward, losses, adjoints from the last time to the first, one optimiser step.
 */
import { compile, type Region } from '../compile/index.ts';
import { numberBytes, numbersAt, type Plan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { fixedKernels, referenceKernels } from '../kernels/index.ts';
import type { Network } from '../network.ts';
import { suggest } from '../suggest.ts';
import type { Loss } from '../training/index.ts';
import type { LearningArrays } from './arrays.ts';
import { notFiniteState, notFiniteTrained } from './find-not-finite.ts';
import { gradientLimits } from './gradient-limits.ts';
import { type GradientOptions, readOptions } from './gradient-options.ts';
import { type GradientPlan, planGradient } from './gradient-plan.ts';
import type { Machine } from './lane-pass.ts';
import { LaneStates } from './lane-states.ts';
import type { LossPass } from './loss-pass.ts';
import type { OptimiserPass } from './optimiser-pass.ts';
import { type BackwardPass, passesOf } from './passes.ts';
import { type Stations, stationsOf } from './stations.ts';
import { TrainedArrays } from './trained-arrays.ts';

type Numbers = Float64Array | Float32Array;

/** Numbers at each time, lane after lane: number i of lane l at time t is values[(t * batch + l) * stride + i]. */
export interface LaneNumbers {
  readonly values: Numbers;
  readonly stride: number;
}

/** What examples are asked for by one loss. */
export interface Targets extends LaneNumbers {
  readonly loss: Loss;
  /** Cells of the output. */
  readonly size: number;
}

export class GradientTrainer {
  /** Its weights and parameters are what is trained: a simulation of this plan sees each update, and its `reset` leaves them. */
  readonly plan: Plan;
  readonly trained: TrainedArrays;
  readonly batch: number;
  /** Steps of an example. */
  readonly unroll: number;
  readonly #learning: GradientPlan;
  readonly #stations: Stations;
  readonly #states: LaneStates;
  readonly #losses: readonly LossPass[];
  readonly #optimise: OptimiserPass;
  readonly #limit: () => void;
  readonly #passes: readonly BackwardPass[];
  /** By time: the inputs of all ports, and the targets of all losses. */
  readonly #inputs: readonly (readonly Numbers[])[];
  readonly #asked: readonly (readonly Numbers[])[];
  /** Adjoints at all times, of what goes back. */
  readonly #adjoints: readonly { readonly values: Numbers; readonly length: number }[];
  /** Raised where a state, or something trained, is NaN or infinite. */
  readonly #flags: readonly Int32Array[];
  /** In memory, as the loss of the example so far, so that a copy of that is all there is to know. */
  readonly #counters: Uint32Array;
  readonly #lost: Float64Array;
  /** The step of the example's beginning: draws are by step. Known again after each step. */
  #firstStep = 0;

  /** @throws NeurariumError 'description' or 'equation' for what cannot be trained by gradients */
  constructor(network: Network, options: GradientOptions) {
    const trained = readOptions(network, options);
    const { dt, seed, precision, batch, learner, backend = 'wasm' } = options;
    let learning!: GradientPlan;
    this.plan = compile(network, {
      dt,
      seed,
      precision,
      lanes: 1,
      trained,
      beside: (planned, layout) => {
        learning = planGradient(network, options, trained, planned, layout);
      },
    });
    const { memory } = this.plan.map;
    const machine: Machine = { memory, backend, kernels: backend === 'wasm' ? fixedKernels(memory) : referenceKernels(memory) };
    this.#learning = learning;
    this.batch = batch;
    this.unroll = learner.unroll;
    this.#counters = new Uint32Array(memory.buffer, learning.counters.address, 4);
    this.#lost = new Float64Array(memory.buffer, learning.lost.address, 1);
    this.trained = new TrainedArrays(this.plan, learning.trained, this.#counters);
    this.#stations = stationsOf(this.plan, learning, trained, machine);
    this.#states = new LaneStates(this.plan, this.#arrays, learner.unroll);
    this.#losses = learning.losses.map((loss) => loss.make(machine));
    this.#optimise = learning.optimiser.make(machine);
    this.#limit = gradientLimits(learning.trained, learner, precision, machine);
    this.#passes = passesOf(learner);
    this.#inputs = this.#byTime(
      this.#arrays.flatMap((arrays) => Object.values(arrays.ports).map((region) => ({ region, arrays }))),
    );
    this.#asked = this.#byTime(this.#losses.map(({ targets, arrays }) => ({ region: targets, arrays })));
    this.#adjoints = this.#stations.backwards.flatMap(({ arrays }) => this.#adjointsOf(arrays));
    const flags = [...this.#arrays.map(({ notFinite }) => notFinite), learning.notFinite];
    this.#flags = flags.map(({ address }) => new Int32Array(memory.buffer, address, 1));
    this.begin(batch);
  }

  /** Updates so far. */
  get updates(): number {
    return this.#counters[0]!;
  }

  /** The time that comes next, from 0; `unroll` where the example is over. */
  get time(): number {
    return this.#counters[1]!;
  }

  /** Examples of the batch. */
  get count(): number {
    return this.#counters[2]!;
  }

  /** What data write, after `clear` and before `forward`. Valid as long as the trainer. @throws NeurariumError for unknown names */
  input(population: string, port: string): LaneNumbers {
    const arrays = this.#find(population);
    const region = known(arrays.ports[port], port, Object.keys(arrays.ports), `port of ${population}`);
    return { values: this.#view(region), stride: arrays.stride };
  }

  /** By loss: what its output should be; NaN where nothing is asked. */
  get targets(): readonly Targets[] {
    return this.#losses.map(({ loss, arrays, targets }) => {
      return { loss, size: arrays.size, stride: arrays.stride, values: this.#view(targets) };
    });
  }

  /** A variable after each step of the last example. */
  values(population: string, variable: string): LaneNumbers {
    const arrays = this.#find(population);
    const region = known(arrays.state[variable], variable, Object.keys(arrays.state), `variable of ${population}`);
    return { values: this.#view(region).subarray(arrays.lanes * arrays.stride), stride: arrays.stride };
  }

  /** The derivatives of the loss by what went into a port in each step, of the last `backward`. */
  delta(population: string, port: string): LaneNumbers {
    const arrays = this.#find(population);
    const region = known(arrays.portAdjoints[port], port, Object.keys(arrays.portAdjoints), `port of ${population}`);
    return { values: this.#view(region), stride: arrays.stride };
  }

  /** The spikes in each step of the last example, as numbers; null for a population that does not spike. */
  spikes(population: string): LaneNumbers | null {
    const { spikes, lanes, stride } = this.#find(population);
    return spikes === null ? null : { values: this.#view(spikes.values).subarray(lanes * stride), stride };
  }

  /** A batch of `count` examples begins, anew or where the last one ended. */
  begin(count: number, goesOn = false): void {
    if (goesOn) this.#states.goOn();
    else this.#states.beginAnew();
    this.#counters[1] = 0;
    this.#counters[2] = count;
    this.#lost[0] = 0;
  }

  /** The example is over, as far as it came: another may begin. */
  finish(): void {
    this.#counters[1] = this.unroll;
  }

  /** The inputs of the time that comes next are 0, and nothing is asked. */
  clear(): void {
    for (const inputs of this.#inputs[this.time]!) inputs.fill(0);
    for (const targets of this.#asked[this.time]!) targets.fill(Number.NaN);
  }

  /** One step of all lanes; `step` is its number in the run. @throws NeurariumError 'not-finite' where a state is NaN or infinite */
  forward(step: number): void {
    const { time } = this;
    this.#firstStep = step - time;
    for (const { incoming, forward, arrays } of this.#stations.forwards) {
      for (const map of incoming) map.forward(time);
      forward(step, time * arrays.slotBytes);
    }
    for (const loss of this.#losses) this.#lost[0]! += loss.forward(time);
    this.#checkFinite(() => notFiniteState(this.plan, this.#arrays, time));
    this.#states.show(time);
    this.#counters[1] = time + 1;
  }

  /** The mean loss of an example of the batch so far: the sum over times and cells. */
  get loss(): number {
    return this.#lost[0]! / this.count;
  }

  /** Gradients of the loss of an example that is over. */
  backward(): void {
    this.trained.clearGradients();
    for (const { from, end, down } of this.#passes) {
      for (const { values, length } of this.#adjoints) values.fill(0, down * length, (end + 1) * length);
      for (let t = from; t < end; t++) for (const loss of this.#losses) loss.backward(t, this.count);
      for (let t = end - 1; t >= down; t--) this.#back(t);
      for (const map of this.#stations.maps) map.gradient(down, end);
    }
  }

  /** One step of the optimiser by the gradients of `backward`. @throws NeurariumError 'not-finite' where a number became so */
  update(rate: number): void {
    if (!(rate >= 0 && Number.isFinite(rate)))
      throw new NeurariumError({ code: 'usage', message: `rate is ${rate}, expected 0 or more` });
    this.#limit();
    this.#counters[0]!++;
    this.#optimise(rate, this.updates);
    this.#checkFinite(() => notFiniteTrained(this.trained));
    this.trained.refresh();
  }

  /** A whole example; `fill` writes the inputs and targets of all times. Returns the mean loss. */
  evaluate(fill: () => void, count = this.batch): number {
    this.begin(count);
    for (let t = 0; t < this.unroll; t++) {
      this.#counters[1] = t;
      this.clear();
    }
    this.#counters[1] = 0;
    fill();
    for (let t = 0; t < this.unroll; t++) this.forward(t);
    return this.loss;
  }

  /** Evaluates, goes back, updates; returns the loss before the update. */
  train(fill: () => void, rate: number): number {
    const loss = this.evaluate(fill);
    this.backward();
    this.update(rate);
    return loss;
  }

  /** Tells cells that have a parameter `training` whether they are trained (1) or used (0). */
  setTraining(training: boolean): void {
    const { map, precision, populations } = this.plan;
    for (const { parameters } of populations) {
      const slot = parameters['training'];
      if (slot !== undefined)
        numbersAt(map.memory.buffer, slot.region.address, slot.region.bytes / numberBytes(precision), precision).fill(
          training ? 1 : 0,
        );
    }
    this.trained.refresh();
  }

  #back(t: number): void {
    for (const { backward, arrays, collect, outgoing } of this.#stations.backwards) {
      backward(this.#firstStep + t, t * arrays.slotBytes);
      for (const add of collect) add();
      for (const map of outgoing) map.backward(t);
    }
  }

  #adjointsOf({ stateAdjoints, spikes, lanes, stride }: LearningArrays): { values: Numbers; length: number }[] {
    const all = spikes === null ? Object.values(stateAdjoints) : [...Object.values(stateAdjoints), spikes.adjoints];
    return all.map((region) => ({ values: this.#view(region), length: lanes * stride }));
  }

  get #arrays(): readonly LearningArrays[] {
    return this.#learning.cells.map(({ arrays }) => arrays);
  }

  #find(population: string): LearningArrays {
    const names = this.plan.populations.map(({ name }) => name);
    return known(this.#arrays[names.indexOf(population)], population, names, 'population');
  }

  #view({ address, bytes }: Region): Numbers {
    const { map, precision } = this.plan;
    return numbersAt(map.memory.buffer, address, bytes / numberBytes(precision), precision);
  }

  /** Views of each time: made once, since a step must allocate nothing. */
  #byTime(all: readonly { readonly region: Region; readonly arrays: LearningArrays }[]): Numbers[][] {
    return Array.from({ length: this.unroll }, (_, time) =>
      all.map(({ region, arrays: { lanes, stride } }) =>
        this.#view(region).subarray(time * lanes * stride, (time + 1) * lanes * stride),
      ),
    );
  }

  /** The kernels' flags may be a false alarm, of what is computed and not kept: the numbers decide. */
  #checkFinite(find: () => string | null): void {
    if (this.#flags.every((flag) => flag[0] === 0)) return;
    for (const flag of this.#flags) flag[0] = 0;
    const where = find();
    if (where === null) return;
    throw new NeurariumError({
      code: 'not-finite',
      message: `a number became NaN or infinite, ${this.updates} updates after the beginning`,
      where,
      hint: 'A smaller learning rate, or a limit to the gradients (clipNorm), keeps numbers small.',
    });
  }
}

function known<T>(found: T | undefined, name: string, names: readonly string[], what: string): T {
  if (found !== undefined) return found;
  throw new NeurariumError({ code: 'usage', message: `'${name}' is no ${what}`, hint: suggest(name, names) });
}
