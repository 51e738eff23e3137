/** Down a gradient: arrays of trained numbers, the gradient by each, limits, one step of an optimiser. Whose gradient it is, others know. */
import { pairsLeftOut, type Region } from '../../compile/index.ts';
import { type Numbers, numbersAt } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { type TrainedNames, trainedNames } from '../../learning-names.ts';
import type { Optimiser } from '../../training/index.ts';
import { notFiniteTrained } from '../find-not-finite.ts';
import type { LearnerContext, MadeNetwork } from '../learner.ts';
import { checkOptimiser } from './check.ts';
import { gradientLimits, type Limits } from './limits.ts';
import { averagesOf, type OptimiserPass, type PlannedOptimiser, planOptimiser, type TrainedArray } from './optimiser-pass.ts';
import { lowerOptimiser } from './optimisers.ts';

interface Descending extends Limits {
  readonly trains: readonly string[];
  readonly optimiser: Optimiser;
}

export interface PlannedDescent {
  readonly trained: TrainedNames;
  readonly arrays: readonly TrainedArray[];
  readonly limits: Limits;
  readonly optimiser: PlannedOptimiser;
  /** int32, raised by the optimiser. */
  readonly notFinite: Region;
  /** uint32: how often it updated; whether averages are where the numbers were; updates before the latest start. */
  readonly counters: Region;
}

/** @throws NeurariumError 'description' naming what does not fit */
export function planDescent(learner: Descending, { network, options, planned, layout }: LearnerContext): PlannedDescent {
  checkOptimiser(learner.optimiser);
  const trained = trainedNames(network, learner.trains);
  const kept = lowerOptimiser(learner.optimiser.name, learner.optimiser.average).state;
  const arrays = planned.trained
    .filter((one) => isTrained(one.name, trained))
    .map(({ name, values, count }): TrainedArray => {
      const keep = () => layout.request('kept', values.bytes);
      const gradient = layout.request('scratch', values.bytes);
      const isWeights = trained.projections.has(name);
      return { name, values, count, isWeights, gradient, kept: Object.fromEntries(kept.map((key) => [key, keep()])) };
    });
  const notFinite = layout.request('scratch', 4);
  const optimiser = planOptimiser(learner.optimiser, arrays, options.precision, notFinite, layout);
  return { trained, arrays, limits: learner, optimiser, notFinite, counters: layout.request('kept', 12) };
}

function isTrained(name: string, { projections, parameters }: TrainedNames): boolean {
  if (projections.has(name)) return true;
  const [population = '', parameter = ''] = name.split('.');
  return parameters[population]?.has(parameter) === true;
}

export class Descent {
  readonly arrays: readonly TrainedArray[];
  readonly #gradients: readonly Numbers[];
  /** Of each array, the places where there is no connection: of undirected ones, whose weights lie as if all pairs were connected. */
  readonly #leftOut: readonly Uint32Array[];
  readonly #made: MadeNetwork;
  readonly #limit: () => void;
  readonly #optimise: OptimiserPass;
  readonly #exchangeAverages: () => void;
  readonly #notFinite: Int32Array;
  readonly #counters: Uint32Array;

  constructor({ arrays, limits, optimiser, notFinite, counters }: PlannedDescent, made: MadeNetwork) {
    const { plan, machine } = made;
    const { buffer } = machine.memory;
    this.arrays = arrays;
    this.#made = made;
    this.#gradients = arrays.map(({ gradient, count }) => numbersAt(buffer, gradient.address, count, plan.precision));
    this.#leftOut = arrays.map(({ name }) => {
      const projection = plan.projections.find((one) => one.name === name);
      return projection?.kind === 'value' && projection.symmetric ? pairsLeftOut(projection) : new Uint32Array(0);
    });
    this.#limit = gradientLimits(arrays, limits, plan.precision, machine);
    this.#optimise = optimiser.make(machine);
    this.#exchangeAverages = averagesOf(arrays, plan);
    this.#notFinite = new Int32Array(buffer, notFinite.address, 1);
    this.#counters = new Uint32Array(buffer, counters.address, 3);
  }

  get updates(): number {
    return this.#counters[0]!;
  }

  /** Null for what is not trained. */
  gradient(name: string): Numbers | null {
    return this.#gradients[this.arrays.findIndex((one) => one.name === name)] ?? null;
  }

  clear(): void {
    for (const gradient of this.#gradients) gradient.fill(0);
  }

  /** One step of the optimiser. @throws NeurariumError 'not-finite' where a number became so */
  update(rate: number): void {
    if (!(rate >= 0 && Number.isFinite(rate)))
      throw new NeurariumError({ code: 'usage', message: `rate is ${rate}, expected 0 or more` });
    this.#leftOut.forEach((places, k) => {
      for (const place of places) this.#gradients[k]![place] = 0;
    });
    this.#limit();
    this.#counters[0]!++;
    this.#optimise(rate, this.updates - this.#counters[2]!);
    this.#checkFinite();
    this.#made.trained.refresh();
  }

  /** Optimisers begin as they did, with what they keep at 0. */
  startAgain(): void {
    const { plan } = this.#made;
    for (const { kept, count } of this.arrays)
      for (const { address } of Object.values(kept)) numbersAt(plan.map.memory.buffer, address, count, plan.precision).fill(0);
    this.#counters.set([this.updates, 0, this.updates]);
  }

  /** What is used is the average over all updates, where the optimiser keeps one and an update has been. */
  setTraining(training: boolean): void {
    const wanted = !training && this.updates > this.#counters[2]! ? 1 : 0;
    if (wanted !== this.#counters[1]) this.#exchangeAverages();
    this.#counters[1] = wanted;
  }

  /** The flag may be a false alarm: the numbers decide. */
  #checkFinite(): void {
    if (this.#notFinite[0] === 0) return;
    this.#notFinite[0] = 0;
    const where = notFiniteTrained(this.#made.trained);
    if (where === null) return;
    throw new NeurariumError({
      code: 'not-finite',
      message: `a number became NaN or infinite in update ${this.updates}`,
      where,
      hint: 'A smaller learning rate, or a limit to the gradients (clipNorm), keeps numbers small.',
    });
  }
}
