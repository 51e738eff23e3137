/** What is trained, by name. */
import { fillCoefficients } from '../compile/index.ts';
import { type Numbers, numbersAt, type Plan, type PopulationPlan, type TrainedNumbers } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { suggest } from '../suggest.ts';

export class TrainedArrays {
  readonly #plan: Plan;
  /** Populations whose coefficients depend on parameters that learning changes. */
  readonly #computed: readonly PopulationPlan[];

  constructor(plan: Plan) {
    this.#plan = plan;
    const changes = (population: string, parameter: string) =>
      parameter === 'training' || plan.trained.some(({ name }) => name === `${population}.${parameter}`);
    this.#computed = plan.populations.filter(
      ({ name, lowered, parameters }) =>
        lowered.coefficientNames.length > 0 && Object.keys(parameters).some((parameter) => changes(name, parameter)),
    );
  }

  get names(): readonly string[] {
    return this.#plan.trained.map(({ name }) => name);
  }

  /** Weights by target, then source (of spikes by source, then target); or one per cell. Read only: see `write`. */
  read(name: string): Numbers {
    const { values, count } = this.#find(name);
    return numbersAt(this.#plan.map.memory.buffer, values.address, count, this.#plan.precision);
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

  /** What trained parameters make: the simulation computes it when one is set. */
  refresh(): void {
    const { map, precision, dt } = this.#plan;
    for (const population of this.#computed) fillCoefficients(population, map.memory.buffer, precision, dt);
  }

  #find(name: string): TrainedNumbers {
    const found = this.#plan.trained.find((one) => one.name === name);
    if (found !== undefined) return found;
    throw new NeurariumError({
      code: 'usage',
      message: `'${name}' is no name of what is trained`,
      hint: suggest(name, this.names),
    });
  }
}
