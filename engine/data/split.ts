/** Parts of a data set, and seeded choices and orders of its examples. */
import { NeurariumError } from '../errors.ts';
import { RandomStream } from '../random.ts';
import { suggest } from '../suggest.ts';
import { classesOf, type Dataset, labelOf, subset } from './dataset.ts';

export type SplitPart = 'train' | 'validation' | 'test';
export const splitParts: readonly SplitPart[] = ['train', 'validation', 'test'];

/** The examples of some parts, which `partOf` tells from the k-th example of a class, k counted from 0 in the data set's order. */
export function splitByClass(
  dataset: Dataset,
  field: string,
  partOf: (indexInClass: number) => SplitPart,
  parts: readonly SplitPart[],
): Dataset {
  const seen = new Map<number, number>();
  const chosen: number[] = [];
  for (let example = 0; example < dataset.size; example++) {
    const label = labelOf(dataset, field, example);
    const k = seen.get(label) ?? 0;
    seen.set(label, k + 1);
    if (parts.includes(partOf(k))) chosen.push(example);
  }
  return subset(dataset, chosen);
}

/** The first so many examples are one part, the next so many another: train, then validation, then test. */
export function splitInOrder(dataset: Dataset, sizes: Readonly<Record<SplitPart, number>>, parts: readonly SplitPart[]): Dataset {
  const chosen: number[] = [];
  let begin = 0;
  for (const part of splitParts) {
    if (parts.includes(part)) for (let k = 0; k < sizes[part]; k++) chosen.push(begin + k);
    begin += sizes[part];
  }
  return subset(dataset, chosen);
}

/** The examples of these classes of a field, by their names. @throws NeurariumError 'data' for a class that the field has not */
export function ofClasses(dataset: Dataset, field: string, names: readonly string[]): Dataset {
  const classes = classesOf(dataset, field);
  const wanted = names.map((name) => {
    const label = classes.indexOf(name);
    if (label >= 0) return label;
    const message = `field '${field}' of data set ${dataset.name} has no class '${name}'`;
    throw new NeurariumError({ code: 'data', message, hint: suggest(name, classes) });
  });
  const all = Array.from({ length: dataset.size }, (_, example) => example);
  return subset(
    dataset,
    all.filter((example) => wanted.includes(labelOf(dataset, field, example))),
  );
}

/** The same indices in an order drawn from the seed (Fisher-Yates). A new array. */
export function shuffled(indices: ArrayLike<number>, random: RandomStream, row = 0): Uint32Array {
  const order = Uint32Array.from(indices);
  for (let k = order.length - 1; k > 0; k--) {
    // The product is exact (below 2^53), and no place is preferred by more than (k + 1) / 2^32.
    const other = Math.floor((random.words(k, row, 0, 0)[0]! * (k + 1)) / 2 ** 32);
    const kept = order[k]!;
    order[k] = order[other]!;
    order[other] = kept;
  }
  return order;
}

/**
 * `count` examples, drawn and ordered by the seed; where the data set has a field of classes for whole examples, classes have the
 * proportions that they have in it. A smaller count takes a subset of what a larger one takes. 'all' takes every one.
 */
export function stratified(dataset: Dataset, count: number | 'all', seed: number): Uint32Array {
  const { name, size } = dataset;
  const wanted = count === 'all' ? size : count;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > size) {
    const message = `${wanted} examples asked of data set ${name}, expected a whole number from 1 to ${size}`;
    const hint = Number.isFinite(size) ? `'all' takes all ${size}.` : 'Its examples are made one by one: say how many.';
    throw new NeurariumError({ code: 'data', message, hint });
  }
  const random = new RandomStream(seed, `data/${name}/selection`);
  if (!Number.isFinite(size)) return Uint32Array.from({ length: wanted }, (_, example) => example);
  const groups = byClass(dataset);
  // The k-th of m examples of a class stands at (k + 1/2) / m of the way: any prefix holds the classes in proportion.
  const ranked = groups.flatMap((members, label) => {
    const order = shuffled(members, random, label);
    return Array.from(order, (example, k) => ({ example, label, place: (k + 0.5) / members.length }));
  });
  ranked.sort((a, b) => a.place - b.place || a.label - b.label);
  const chosen = ranked.slice(0, wanted).map(({ example }) => example);
  return shuffled(chosen, random, groups.length);
}

/** One group where examples have no class. */
function byClass(dataset: Dataset): number[][] {
  const labelled = Object.entries(dataset.fields).find(([, { classes, perStep = false }]) => classes !== undefined && !perStep);
  const groups: number[][] = labelled === undefined ? [[]] : labelled[1].classes!.map(() => []);
  for (let example = 0; example < dataset.size; example++) {
    groups[labelled === undefined ? 0 : labelOf(dataset, labelled[0], example)]!.push(example);
  }
  return groups;
}
