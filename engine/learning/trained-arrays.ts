/** What is trained, by name: its numbers, its gradients, and the average of its numbers over all updates. */
import { fillCoefficients } from '../compile/index.ts';
import { numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import type { TrainedArray } from './optimiser-pass.ts';

type Numbers = Float64Array | Float32Array;

export class TrainedArrays {
  readonly #plan: Plan;
  readonly #arrays: readonly TrainedArray[];
  readonly #gradients: readonly Numbers[];
  /** Populations whose coefficients depend on parameters that learning changes. */
  readonly #computed: readonly PopulationPlan[];
  readonly #counters: Uint32Array;

  /** `counters`: as the gradient plan has them. */
  constructor(plan: Plan, arrays: readonly TrainedArray[], counters: Uint32Array) {
    this.#plan = plan;
    this.#counters = counters;
    this.#arrays = arrays;
    this.#gradients = arrays.map(({ name }) => this.gradient(name));
    const changes = (population: string, parameter: string) =>
      parameter === 'training' || arrays.some(({ name }) => name === `${population}.${parameter}`);
    this.#computed = plan.populations.filter(
      ({ name, lowered, parameters }) =>
        lowered.coefficientNames.length > 0 && Object.keys(parameters).some((parameter) => changes(name, parameter)),
    );
  }

  get names(): readonly string[] {
    return this.#arrays.map(({ name }) => name);
  }

  /** Weights by target, then source (of spikes by source, then target); or one per cell. Read only: see `write`. */
  read(name: string): Numbers {
    const { values, count } = this.#find(name);
    return numbersAt(this.#plan.map.memory.buffer, values.address, count, this.#plan.precision);
  }

  gradient(name: string): Numbers {
    const { gradient, count } = this.#find(name);
    return numbersAt(this.#plan.map.memory.buffer, gradient.address, count, this.#plan.precision);
  }

  write(name: string, values: ArrayLike<number>): void {
    const target = this.read(name);
    if (values.length !== target.length) {
      const message = `${values.length} numbers for ${name}, expected ${target.length}`;
      throw new NeurariumError({ code: 'usage', message });
    }
    target.set(values);
    this.refresh();
  }

  clearGradients(): void {
    for (const gradient of this.#gradients) gradient.fill(0);
  }

  /** What trained parameters make: the simulation computes it when one is set. */
  refresh(): void {
    const { map, precision, dt } = this.#plan;
    for (const population of this.#computed) fillCoefficients(population, map.memory.buffer, precision, dt);
  }

  /** Whether the averages are where the numbers were. */
  get averaged(): boolean {
    return this.#counters[3] === 1;
  }

  /** Exchanges the numbers with their averages, where the optimiser keeps them and an update has been, or back. */
  useAverage(use: boolean): void {
    const wanted = use && this.#counters[0]! > 0;
    if (wanted === this.averaged) return;
    this.#counters[3] = wanted ? 1 : 0;
    const { buffer } = this.#plan.map.memory;
    for (const { name, count, kept } of this.#arrays) {
      if (kept['average'] === undefined) continue;
      const average = numbersAt(buffer, kept['average'].address, count, this.#plan.precision);
      const numbers = this.read(name);
      const copy = numbers.slice();
      numbers.set(average);
      average.set(copy);
    }
    this.refresh();
  }

  #find(name: string): TrainedArray {
    const found = this.#arrays.find((one) => one.name === name);
    if (found !== undefined) return found;
    throw new NeurariumError({
      code: 'usage',
      message: `'${name}' is no name of what is trained`,
      hint: suggest(name, this.names),
    });
  }
}
