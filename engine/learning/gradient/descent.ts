/** Down a gradient: arrays of trained numbers, the gradient by each, limits, one step of an optimiser. Whose gradient it is, others know. */
import type { Region } from '../../compile/index.ts';
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
  /** uint32: how often it updated; whether averages are where the numbers were. */
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
  return { trained, arrays, limits: learner, optimiser, notFinite, counters: layout.request('kept', 8) };
}

function isTrained(name: string, { projections, parameters }: TrainedNames): boolean {
  if (projections.has(name)) return true;
  const [population = '', parameter = ''] = name.split('.');
  return parameters[population]?.has(parameter) === true;
}

export class Descent {
  readonly arrays: readonly TrainedArray[];
  readonly #gradients: readonly Numbers[];
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
    this.#limit = gradientLimits(arrays, limits, plan.precision, machine);
    this.#optimise = optimiser.make(machine);
    this.#exchangeAverages = averagesOf(arrays, plan);
    this.#notFinite = new Int32Array(buffer, notFinite.address, 1);
    this.#counters = new Uint32Array(buffer, counters.address, 2);
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
    this.#limit();
    this.#counters[0]!++;
    this.#optimise(rate, this.updates);
    this.#checkFinite();
    this.#made.trained.refresh();
  }

  /** What is used is the average over all updates, where the optimiser keeps one and an update has been. */
  setTraining(training: boolean): void {
    const wanted = !training && this.updates > 0 ? 1 : 0;
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
