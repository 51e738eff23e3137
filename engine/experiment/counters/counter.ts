/** What batches of examples add up to, for one metric, and what it makes of that. */
import { type Dataset, fieldOf, lengthOf } from '../../data/index.ts';
import { NeurariumError } from '../../errors.ts';
import type { BatchNetwork, LaneNumbers } from '../../learning/index.ts';

/** How often each class was answered with each. */
export interface Confusion {
  readonly classes: readonly string[];
  /** Row = what it is, column = what was answered. */
  readonly counts: Uint32Array;
}

export interface Counter<Sums> {
  nothing(): Sums;
  /** The examples in the lanes, from step `firstStep` of them on. */
  count(examples: Uint32Array, firstStep: number, sums: Sums): void;
  join(sums: Sums, more: Sums): void;
  /** Null before anything was asked. */
  value(sums: Sums): number | null;
  /** Of answers by class. */
  confusion?(sums: Sums): Confusion;
}

/** `begin`: where the answers of a lane in a step begin; `wanted`: the field's numbers of that step, from `from` on. */
export type CountOne<Sums> = (begin: number, wanted: ArrayLike<number>, from: number, sums: Sums) => void;

/** Goes over all lanes and steps of a window, or one of its steps, beside what the field says of them. */
export function eachStep<Sums>(
  { field, step }: { readonly field: string; readonly step: number | null },
  { batch, unroll }: BatchNetwork,
  data: Dataset,
  { stride }: LaneNumbers,
  one: CountOne<Sums>,
): Counter<Sums>['count'] {
  if (step !== null && step >= unroll) {
    const message = `step ${step} of a window is measured, expected one of 0 to ${unroll - 1}`;
    throw new NeurariumError({ code: 'description', message });
  }
  const { shape, perStep = false } = fieldOf(data, field);
  const length = shape.reduce((product, axis) => product * axis, 1);
  return (examples, firstStep, sums) => {
    for (let lane = 0; lane < examples.length; lane++) {
      const wanted = data.values(field, examples[lane]!);
      for (let t = step ?? 0; t < (step === null ? unroll : step + 1); t++)
        one((t * batch + lane) * stride, wanted, perStep ? (firstStep + t) * length : 0, sums);
    }
  };
}

/** @throws NeurariumError for a field that has not a number for each of the cells */
export function checkNumbers(
  data: Dataset,
  { field, population }: { readonly field: string; readonly population: string },
  cells: number,
): void {
  const length = lengthOf(fieldOf(data, field), 1);
  if (length === cells) return;
  throw new NeurariumError({
    code: 'description',
    message: `field '${field}' of data set ${data.name} has ${length} numbers, expected one for each of the ${cells} cells of ${population}`,
    hint: 'It is compared cell by cell; what is not asked is NaN.',
  });
}

/** Goes over all lanes and steps of a window, where nothing is asked. */
export function eachRow<Sums>(
  { batch, unroll }: BatchNetwork,
  { stride }: LaneNumbers,
  one: (begin: number, sums: Sums) => void,
): Counter<Sums>['count'] {
  return ({ length }, _, sums) => {
    for (let t = 0; t < unroll; t++) for (let lane = 0; lane < length; lane++) one((t * batch + lane) * stride, sums);
  };
}

/** A population's variable in the lanes; by default its model's first output. */
export function answersOf(
  { population, variable }: { readonly population: string; readonly variable: string | null },
  network: BatchNetwork,
): LaneNumbers & { readonly size: number } {
  const { size, model } = network.plan.populations.find(({ name }) => name === population)!;
  return { ...network.values(population, variable ?? model.outputs[0]!), size };
}
