/**
 * A second copy of a network, to be asked what it would say of inputs that nobody gave: its numbers are copied from a run's, whose own
 * memory is read and never written.
 */
import { compile, fillCoefficients, type Region } from '../compile/index.ts';
import { numberBytes, numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import { type Executor, executorOf } from '../executors/index.ts';
import type { TrainedNames } from '../learning-names.ts';
import type { Network } from '../network.ts';
import { loadDynamics, saveDynamics } from '../simulation/index.ts';

type Numbers = Float64Array | Float32Array;

export class Twin {
  readonly plan: Plan;
  readonly #of: Plan;
  readonly #executor: Executor;
  readonly #initial: Uint8Array;
  #step = 0;

  constructor(network: Network, of: Plan) {
    const { dt, seed, precision } = of;
    this.#of = of;
    this.plan = compile(network, { dt, seed, precision, lanes: 1, trained: trainedIn(of) });
    this.#executor = executorOf(this.plan);
    this.#initial = saveDynamics(this.plan);
  }

  /** Takes over what was learnt and set by now, and begins in the initial state. */
  follow(): void {
    const { plan } = this;
    const { buffer } = plan.map.memory;
    for (const [from, to] of changing(this.#of, plan))
      new Uint8Array(buffer, to.address, to.bytes).set(new Uint8Array(this.#of.map.memory.buffer, from.address, from.bytes));
    for (const population of plan.populations) {
      // It is asked, not trained.
      const training = population.parameters['training'];
      if (training !== undefined) this.#numbers(training.region).fill(0);
      if (population.lowered.coefficientNames.length > 0) fillCoefficients(population, buffer, plan.precision, plan.dt);
    }
    this.begin();
  }

  /** Back to the initial state, with what was learnt. */
  begin(): void {
    loadDynamics(this.plan, this.#initial);
    this.#executor.reset();
    this.#step = 0;
  }

  /** What the next step adds to a port of a population: to be written anew before each. */
  input(population: PopulationPlan, port: string): Numbers {
    return this.#numbers(population.stimulus[port]!).subarray(0, population.size);
  }

  /** A variable of all cells, as it is after the last step; a view that stays valid. */
  values(population: PopulationPlan, variable: string): Numbers {
    return this.#numbers(population.state[variable]!).subarray(0, population.size);
  }

  /** One step, with what was written to the inputs of this population. */
  step(inputs: PopulationPlan): void {
    this.#executor.markStimulated(inputs.index);
    this.#executor.step(this.#step++);
  }

  #numbers({ address, bytes }: Region): Numbers {
    const { map, precision } = this.plan;
    return numbersAt(map.memory.buffer, address, bytes / numberBytes(precision), precision);
  }
}

/** What the plan has numbers of its own for, each synapse or cell. */
function trainedIn({ trained, populations, projections }: Plan): TrainedNames {
  const named = (name: string): boolean => trained.some((one) => one.name === name);
  return {
    projections: new Set(projections.map(({ name }) => name).filter(named)),
    parameters: Object.fromEntries(
      populations.map(({ name, parameters }) => [
        name,
        new Set(Object.keys(parameters).filter((parameter) => named(`${name}.${parameter}`))),
      ]),
    ),
  };
}

/** Pairs of regions: all that learning, or a client, can change besides the state. */
function changing(from: Plan, to: Plan): (readonly [Region, Region])[] {
  const pairs: (readonly [Region, Region])[] = [];
  from.populations.forEach(({ parameters, state, model }, p) => {
    const twin = to.populations[p]!;
    for (const [name, { region }] of Object.entries(parameters)) pairs.push([region, twin.parameters[name]!.region]);
    for (const [name, { kept }] of Object.entries(model.state)) if (kept === true) pairs.push([state[name]!, twin.state[name]!]);
  });
  from.projections.forEach((projection, p) => {
    const twin = to.projections[p]!;
    if (projection.kind === 'value' && twin.kind === 'value') pairs.push([projection.weights, twin.weights]);
    if (projection.kind !== 'event' || twin.kind !== 'event') return;
    if (projection.sharedWeight !== null) pairs.push([projection.sharedWeight, twin.sharedWeight!]);
    projection.table.blocks.forEach(({ weights }, b) => {
      if (weights != null) pairs.push([weights, twin.table.blocks[b]!.weights!]);
    });
  });
  const unlike = pairs.find(([one, other]) => one.bytes !== other.bytes);
  if (unlike === undefined) return pairs;
  throw new NeurariumError({ code: 'run', message: `a copy of the network has ${unlike[1].bytes} bytes for ${unlike[0].bytes}` });
}
