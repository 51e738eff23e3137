/**
 * Trains a network by gradients through time: the same equations and the same memory as its simulation, with a batch of examples as
 * lanes and every time of an example kept. Forward, loss, adjoints from the last time to the first, one optimiser step.
 */
import { compile, fillCoefficients, type Region } from '../compile/index.ts';
import { numberBytes, numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { fixedKernels, referenceKernels } from '../kernels/index.ts';
import type { Network } from '../network.ts';
import { suggest } from '../suggest.ts';
import type { CellLearning } from './cell-learning.ts';
import { type DenseMap, denseMap } from './dense-map.ts';
import { gradientClipper } from './gradient-norm.ts';
import { type GradientOptions, readOptions } from './gradient-options.ts';
import { dependent, type GradientPlan, planGradient } from './gradient-plan.ts';
import type { Machine } from './lane-pass.ts';
import type { LossPass } from './loss-pass.ts';
import type { OptimiserPass, TrainedArray } from './optimiser-pass.ts';

type Numbers = Float64Array | Float32Array;

/** One population with all that its turn needs at hand. */
interface Station extends CellLearning {
  readonly incoming: readonly DenseMap[];
  /** Of the incoming maps, those whose source depends on something trained. */
  readonly outgoing: readonly DenseMap[];
  /** Adds the adjoints of trained parameters to their gradients. */
  readonly collect: readonly (() => void)[];
}

/** Numbers at each time, lane after lane: number i of lane l at time t is values[(t * batch + l) * stride + i]. */
export interface LaneNumbers {
  readonly values: Numbers;
  readonly stride: number;
}

export class GradientTrainer {
  /** Its weights and parameters are what is trained: a simulation of this plan sees each update, and its `reset` leaves them. */
  readonly plan: Plan;
  readonly #options: GradientOptions;
  readonly #learning: GradientPlan;
  /** In the order of a step. */
  readonly #stations: readonly Station[];
  /** Those that depend on something trained, in the opposite order. */
  readonly #backwards: readonly Station[];
  readonly #maps: readonly DenseMap[];
  readonly #loss: LossPass;
  readonly #optimise: OptimiserPass;
  readonly #clip: () => void;
  /** Populations with trained parameters and coefficients. */
  readonly #computed: readonly PopulationPlan[];
  readonly #ports: readonly Numbers[];
  readonly #adjoints: readonly Numbers[];
  readonly #gradients: readonly Numbers[];
  readonly #updates: Uint32Array;
  readonly #flags: readonly { readonly flag: Int32Array; readonly where: string }[];

  /** @throws NeurariumError 'description' or 'equation' for what cannot be trained by gradients */
  constructor(network: Network, options: GradientOptions) {
    const trained = readOptions(network, options);
    const { dt, seed, precision, clipNorm, backend = 'wasm' } = options;
    let learning!: GradientPlan;
    this.plan = compile(network, {
      dt,
      seed,
      precision,
      lanes: 1,
      trained,
      beside: (planned, layout) => {
        learning = planGradient(options, trained, planned, layout);
      },
    });
    const { memory } = this.plan.map;
    const machine: Machine = { memory, backend, kernels: backend === 'wasm' ? fixedKernels(memory) : referenceKernels(memory) };
    this.#options = options;
    this.#learning = learning;
    const { cells, projections, pack } = learning;
    const made = cells.map((cell) => cell.make(machine));
    const gradients = new Map(learning.trained.map(({ name, gradient }) => [name, gradient]));
    const maps = projections.map((projection) => {
      const ends = [made[projection.source.index]!.arrays, made[projection.target.index]!.arrays] as const;
      return denseMap(projection, ends, gradients.get(projection.name) ?? null, pack, machine);
    });
    const back = dependent(this.plan.populations, projections, trained);
    this.#maps = maps;
    this.#stations = this.plan.schedule.map((population): Station => {
      const incoming = maps.filter((_, k) => projections[k]!.target === population);
      const outgoing = maps.filter((_, k) => projections[k]!.target === population && back.has(projections[k]!.source));
      const cell = made[population.index]!;
      return { ...cell, incoming, outgoing, collect: collectors(cell, gradients, machine) };
    });
    this.#backwards = this.#stations.filter(({ arrays }) => back.has(arrays.population)).reverse();
    this.#loss = learning.loss.make(machine);
    this.#optimise = learning.optimiser.make(machine);
    this.#clip = gradientClipper(learning.trained, clipNorm, precision, machine);
    this.#computed = this.plan.populations.filter(
      ({ name, lowered }) => name in trained.parameters && lowered.coefficientNames.length > 0,
    );
    const all = (of: 'ports' | 'stateAdjoints') =>
      made.flatMap(({ arrays }) => Object.values(arrays[of]).map((one) => this.#view(one)));
    this.#ports = all('ports');
    this.#adjoints = all('stateAdjoints');
    this.#gradients = learning.trained.map(({ gradient }) => this.#view(gradient));
    this.#updates = new Uint32Array(memory.buffer, learning.updates.address, 1);
    const flag = ({ address }: Region) => new Int32Array(memory.buffer, address, 1);
    this.#flags = [
      ...made.map(({ arrays }) => ({ flag: flag(arrays.notFinite), where: `population ${arrays.population.name}` })),
      { flag: flag(learning.notFinite), where: 'what is trained' },
    ];
    this.#begin();
  }

  /** Names of what is trained. */
  get trained(): readonly string[] {
    return this.#learning.trained.map(({ name }) => name);
  }

  /** Updates so far. */
  get updates(): number {
    return this.#updates[0]!;
  }

  /** What data write in `fill`. Valid as long as the trainer. @throws NeurariumError for unknown names */
  input(population: string, port: string): LaneNumbers {
    const all = this.#stations.map(({ arrays }) => arrays);
    const arrays = known(
      all.find((one) => one.population.name === population),
      population,
      all.map((one) => one.population.name),
      'population',
    );
    const region = known(arrays.ports[port], port, Object.keys(arrays.ports), `port of ${population}`);
    return { values: this.#view(region), stride: arrays.stride };
  }

  /** The same of the output's targets; NaN where nothing is asked. */
  get targets(): LaneNumbers {
    return { values: this.#view(this.#loss.targets), stride: this.#output.stride };
  }

  /** The output after each step of the last `evaluate`. */
  get outputs(): LaneNumbers {
    const { state, stride, lanes } = this.#output;
    return { values: this.#view(state[this.#options.output.variable]!).subarray(lanes * stride), stride };
  }

  /** The trained numbers of that name: weights by target, then source; or one per cell. Read only: see `write`. */
  read(name: string): Numbers {
    const { values, count } = this.#trained(name);
    return this.#view(values).subarray(0, count);
  }

  /** The gradient by the numbers of that name, of the last `backward`. */
  gradient(name: string): Numbers {
    const { gradient, count } = this.#trained(name);
    return this.#view(gradient).subarray(0, count);
  }

  /** Replaces the trained numbers of that name. */
  write(name: string, values: ArrayLike<number>): void {
    const target = this.read(name);
    if (values.length !== target.length) {
      const message = `${values.length} numbers for ${name}, expected ${target.length}`;
      throw new NeurariumError({ code: 'usage', message });
    }
    target.set(values);
    this.#refresh();
  }

  /**
   * The mean loss of an example: the sum over times and cells. `fill` writes inputs and targets; inputs are 0 before.
   * @throws NeurariumError 'not-finite' where a state is NaN or infinite
   */
  evaluate(fill: () => void): number {
    for (const values of this.#ports) values.fill(0);
    fill();
    const { unroll, batch } = this.#options;
    let loss = 0;
    for (let t = 0; t < unroll; t++) {
      for (const { incoming, forward, arrays } of this.#stations) {
        for (const map of incoming) map.forward(t);
        forward(t, t * arrays.slotBytes);
      }
      loss += this.#loss.forward(t);
    }
    this.#checkFinite();
    return loss / batch;
  }

  /** Gradients of the loss of the last `evaluate`. */
  backward(): void {
    const { unroll } = this.#options;
    for (const values of this.#adjoints) values.fill(0);
    for (const values of this.#gradients) values.fill(0);
    for (let t = 0; t < unroll; t++) this.#loss.backward(t);
    for (let t = unroll - 1; t >= 0; t--) {
      for (const { backward, arrays, collect, outgoing } of this.#backwards) {
        backward(t, t * arrays.slotBytes);
        for (const add of collect) add();
        for (const map of outgoing) map.backward(t);
      }
    }
    for (const map of this.#maps) map.gradient(unroll);
  }

  /** One step of the optimiser by the gradients of `backward`. @throws NeurariumError 'not-finite' where a number became so */
  update(rate: number): void {
    if (!(rate >= 0 && Number.isFinite(rate)))
      throw new NeurariumError({ code: 'usage', message: `rate is ${rate}, expected 0 or more` });
    this.#clip();
    this.#updates[0]!++;
    this.#optimise(rate, this.updates);
    this.#checkFinite();
    this.#refresh();
  }

  /** Evaluates, goes back, updates; returns the loss before the update. */
  train(fill: () => void, rate: number): number {
    const loss = this.evaluate(fill);
    this.backward();
    this.update(rate);
    return loss;
  }

  get #output() {
    return this.#stations.find(({ arrays }) => arrays.population.name === this.#options.output.population)!.arrays;
  }

  #trained(name: string): TrainedArray {
    const { trained } = this.#learning;
    return known(
      trained.find((one) => one.name === name),
      name,
      this.trained,
      'name of what is trained',
    );
  }

  #view({ address, bytes }: Region): Numbers {
    const { map, precision } = this.plan;
    return numbersAt(map.memory.buffer, address, bytes / numberBytes(precision), precision);
  }

  /** What a trained parameter makes: the simulation computes it when the parameter is set. */
  #refresh(): void {
    const { map, precision, dt } = this.plan;
    for (const population of this.#computed) fillCoefficients(population, map.memory.buffer, precision, dt);
  }

  /** Every lane begins each example as the simulation begins its run. No step writes there. */
  #begin(): void {
    for (const { arrays } of this.#stations) {
      for (const [name, region] of Object.entries(arrays.state)) {
        const initial = this.#view(arrays.population.state[name]!).subarray(0, arrays.stride);
        for (let lane = 0; lane < arrays.lanes; lane++) this.#view(region).set(initial, lane * arrays.stride);
      }
    }
  }

  #checkFinite(): void {
    const raised = this.#flags.find(({ flag }) => flag[0] !== 0);
    if (raised === undefined) return;
    for (const { flag } of this.#flags) flag[0] = 0;
    throw new NeurariumError({
      code: 'not-finite',
      message: `a number became NaN or infinite, ${this.updates} updates after the beginning`,
      where: raised.where,
      hint: 'A smaller learning rate, or a limit to the gradients (clipNorm), keeps numbers small.',
    });
  }
}

function collectors({ arrays }: CellLearning, gradients: ReadonlyMap<string, Region>, { kernels }: Machine): (() => void)[] {
  const { population, parameterAdjoints, lanes, size, stride, precision } = arrays;
  const sums = precision === 'float64' ? kernels.columnSums64 : kernels.columnSums32;
  return Object.entries(parameterAdjoints).map(([name, { address }]) => {
    const to = gradients.get(`${population.name}.${name}`)!.address;
    return () => sums(address, to, lanes, size, stride);
  });
}

function known<T>(found: T | undefined, name: string, names: readonly string[], what: string): T {
  if (found !== undefined) return found;
  throw new NeurariumError({ code: 'usage', message: `'${name}' is no ${what}`, hint: suggest(name, names) });
}
