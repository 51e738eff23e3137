/** What a linear readout reads and writes: the values that come to a population, one row per example and step; its weights. */
import { type Numbers, numbersAt, type PopulationPlan, type ValueProjectionPlan } from '../../compile/plan.ts';
import { NeurariumError, within } from '../../errors.ts';
import { trainedNames } from '../../learning-names.ts';
import type { Network } from '../../network.ts';
import type { ReadoutLearner } from '../../training/index.ts';
import { stateAt, stepsBack } from '../arrays.ts';
import type { MadeNetwork } from '../learner.ts';

/** What of the network a readout trains. */
export interface ReadoutEnds {
  readonly population: string;
  readonly projections: readonly string[];
  /** What it adds; null where it adds nothing that is trained. */
  readonly bias: string | null;
}

/** @throws NeurariumError 'description' where it is not all that comes to one population of linear cells */
export function readoutEnds(network: Network, { trains }: Pick<ReadoutLearner, 'trains'>): ReadoutEnds {
  const { projections, parameters } = trainedNames(network, trains);
  const onto = network.projections.filter(({ name }) => projections.has(name));
  const population = onto[0]?.to ?? fail('a readout without a projection onto it');
  const others = network.projections.filter(({ to, name }) => to === population && !projections.has(name));
  if (onto.some(({ to }) => to !== population) || others.length > 0)
    fail(`a readout trains all that comes to one population, here ${[...onto, ...others].map(({ name }) => name).join(', ')}`);
  for (const { name, variable, map, wiring, symmetric } of onto) {
    if (variable === null || symmetric === true || map !== 'sum' || wiring.kind !== 'all-to-all')
      fail(`${name}: a readout's projections carry values from all cells to all cells`);
  }
  const biases = Object.entries(parameters).flatMap(([name, keys]) => Array.from(keys, (key) => `${name}.${key}`));
  if (biases.some((name) => !name.startsWith(`${population}.`)) || biases.length > 1)
    fail(`a readout trains one parameter of ${population} at most, here ${biases.join(', ')}`);
  return { population, projections: onto.map(({ name }) => name), bias: biases[0] ?? null };
}

/** Whether cells only add up what they are sent and what they add. */
export function checkLinear({ name, model, lowered }: PopulationPlan): void {
  const linear = lowered.step.instructions.every(({ op }) => op === 'load' || op === 'add' || op === 'store');
  if (!linear)
    within(`population ${name}`, () => fail(`model ${model.name} is not linear, and a readout is fitted for linear cells`));
}

/** Whether cells say shares by softmax. */
export function checkSoftmax({ name, model }: PopulationPlan): void {
  if (model.tags?.activation !== 'softmax')
    within(`population ${name}`, () => fail(`model ${model.name} is no softmax, and counts are fitted for shares`));
}

/** One projection: its weights, target by target, and where its sources' values lie at each time. */
interface Source {
  readonly weights: Numbers;
  readonly size: number;
  readonly stride: number;
  /** From time 0 on. */
  readonly values: Numbers;
}

export class Features {
  /** Numbers of a row. */
  readonly count: number;
  readonly outputs: number;
  /** Whether the cells' bias is fitted too. */
  readonly hasBias: boolean;
  readonly #sources: readonly Source[];
  readonly #bias: Numbers | null;
  readonly #lanes: number;
  readonly #made: MadeNetwork;

  constructor(made: MadeNetwork, { population, projections, bias }: ReadoutEnds, unroll: number, check = checkLinear) {
    const { plan, cells } = made;
    const { buffer } = plan.map.memory;
    const target = plan.populations.find(({ name }) => name === population)!;
    check(target);
    this.#made = made;
    this.#lanes = cells[0]!.arrays.lanes;
    this.#sources = plan.projections.flatMap((projection): Source | [] => {
      if (!projections.includes(projection.name)) return [];
      const { source, variable, name } = projection as ValueProjectionPlan;
      const { arrays } = cells[source.index]!;
      const first = stateAt(arrays, variable, 1 - stepsBack(projection));
      const values = numbersAt(buffer, first, unroll * arrays.lanes * arrays.stride, plan.precision);
      return { weights: made.trained.read(name), size: source.size, stride: arrays.stride, values };
    });
    this.#bias = bias === null ? null : made.trained.read(bias);
    this.hasBias = bias !== null;
    this.outputs = target.size;
    this.count = this.#sources.reduce((sum, { size }) => sum + size, 0);
  }

  /** Of one example at one time of the window. */
  read(time: number, lane: number, row: Float64Array): void {
    let at = 0;
    for (const { values, size, stride } of this.#sources) {
      const begin = (time * this.#lanes + lane) * stride;
      for (let i = 0; i < size; i++) row[at + i] = values[begin + i]!;
      at += size;
    }
  }

  /** What the cells of a row say by their weights of now. */
  answer(row: Float64Array, answer: Float64Array): void {
    for (let k = 0; k < this.outputs; k++) answer[k] = this.#bias === null ? 0 : this.#bias[k]!;
    let first = 0;
    for (const { weights, size } of this.#sources) {
      for (let k = 0; k < this.outputs; k++)
        for (let i = 0; i < size; i++) answer[k]! += weights[k * size + i]! * row[first + i]!;
      first += size;
    }
  }

  /** Adds gain x error, features by outputs, to the weights; `bias`: the gain of the bias. */
  adjust(gain: Float64Array, bias: number, error: Float64Array): void {
    let first = 0;
    for (const { weights, size } of this.#sources) {
      for (let k = 0; k < this.outputs; k++)
        for (let i = 0; i < size; i++) weights[k * size + i]! += gain[first + i]! * error[k]!;
      first += size;
    }
    for (let k = 0; this.#bias !== null && k < this.outputs; k++) this.#bias[k]! += bias * error[k]!;
    this.#made.trained.refresh();
  }

  /** `weights`: features x outputs, row by row; `bias`: one per output. */
  write(solution: Float64Array, bias: ArrayLike<number>): void {
    let first = 0;
    for (const { weights, size } of this.#sources) {
      for (let k = 0; k < this.outputs; k++)
        for (let i = 0; i < size; i++) weights[k * size + i] = solution[(first + i) * this.outputs + k]!;
      first += size;
    }
    this.#bias?.set(bias);
    this.#made.trained.refresh();
  }
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}
