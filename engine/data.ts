/** Data sets: labelled examples, their splits and seeded selections. Knows no file: bytes come through the host. */
import { NeurariumError } from './errors.ts';
import { RandomStream } from './random.ts';
import { suggest } from './suggest.ts';

export type SplitPart = 'train' | 'validation' | 'test';
export const splitParts: readonly SplitPart[] = ['train', 'validation', 'test'];

/** Labelled examples in memory. Indices are 0 ... size - 1. */
export interface Dataset {
  readonly name: string;
  /** Number of examples. */
  readonly size: number;
  /** Axes of one input, outermost first: [28, 28] is row by row. */
  readonly shape: readonly number[];
  /** Names of the classes; a label is an index into them. */
  readonly classes: readonly string[];
  /** One input, as long as the product of `shape`. A view into the data set: read it, never write it. */
  inputs(index: number): Uint8Array | Float32Array;
  label(index: number): number;
}

/** What is known of a data set without having its bytes. */
export interface DatasetDescription {
  readonly name: string;
  readonly title: string;
  /** Licence of the data, and of the package they were taken from where it differs. */
  readonly licence: string;
  readonly source: string;
  /** Name under which the host has the bytes. */
  readonly file: string;
  readonly shape: readonly number[];
  readonly classes: readonly string[];
  /** Largest value of an input element. */
  readonly maximum: number;
  /** Reads the packed bytes; throws a NeurariumError of code `data` where they are not this data set. */
  parse(bytes: Uint8Array): Dataset;
  /** To which part the k-th example of a class belongs, k counted from 0 in the data set's order. */
  partOf(indexInClass: number): SplitPart;
}

function checkIndex(name: string, index: number, size: number): void {
  if (Number.isInteger(index) && index >= 0 && index < size) return;
  throw new NeurariumError({ code: 'data', message: `data set ${name} has no example ${index}; it has 0 to ${size - 1}` });
}

/**
 * A data set over one array of inputs, example after example, and one label byte per example. Nothing is copied.
 * `values`: size x product of the shape. Throws (code `data`) where sizes or labels do not fit.
 */
export function arrayDataset(
  about: { readonly name: string; readonly shape: readonly number[]; readonly classes: readonly string[] },
  labels: Uint8Array,
  values: Uint8Array | Float32Array,
): Dataset {
  const { name, shape, classes } = about;
  const size = labels.length;
  const length = shape.reduce((product, axis) => product * axis, 1);
  if (values.length !== size * length) {
    const message = `data set ${name}: ${values.length} values for ${size} examples of ${length}, expected ${size * length}`;
    throw new NeurariumError({ code: 'data', message });
  }
  const wrong = labels.findIndex((label) => label >= classes.length);
  if (wrong >= 0) {
    const message = `data set ${name}: label ${labels[wrong]} of example ${wrong} is none of the ${classes.length} classes`;
    throw new NeurariumError({ code: 'data', message });
  }
  return {
    name,
    size,
    shape,
    classes,
    inputs(index) {
      checkIndex(name, index, size);
      return values.subarray(index * length, (index + 1) * length);
    },
    label(index) {
      checkIndex(name, index, size);
      return labels[index]!;
    },
  };
}

/** The examples of `dataset` at `indices`, in that order, as a data set. The indices are copied, the inputs are not. */
export function subset(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const chosen = Uint32Array.from(indices);
  for (const index of chosen) checkIndex(dataset.name, index, dataset.size);
  const { name, shape, classes } = dataset;
  const at = (index: number): number => {
    checkIndex(name, index, chosen.length);
    return chosen[index]!;
  };
  return {
    name,
    size: chosen.length,
    shape,
    classes,
    inputs: (index) => dataset.inputs(at(index)),
    label: (index) => dataset.label(at(index)),
  };
}

/** Indices of the examples of one part, ascending. `partOf` is the description's rule. */
export function splitIndices(dataset: Dataset, partOf: (indexInClass: number) => SplitPart, part: SplitPart): Uint32Array {
  if (!splitParts.includes(part)) {
    const message = `data set ${dataset.name} has no part '${String(part)}'`;
    throw new NeurariumError({ code: 'data', message, hint: suggest(String(part), splitParts) });
  }
  const seen = new Uint32Array(dataset.classes.length);
  const chosen: number[] = [];
  for (let index = 0; index < dataset.size; index++) {
    const label = dataset.label(index);
    if (partOf(seen[label]!++) === part) chosen.push(index);
  }
  return Uint32Array.from(chosen);
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
 * `count` examples of `indices` with the classes in the proportions they have there, drawn and ordered by the seed.
 * Which examples a smaller count takes is a subset of those a larger one takes. 'all' or the full count takes every one.
 */
export function stratified(dataset: Dataset, indices: ArrayLike<number>, count: number | 'all', seed: number): Uint32Array {
  const wanted = count === 'all' ? indices.length : count;
  if (!Number.isInteger(wanted) || wanted < 1 || wanted > indices.length) {
    const message = `${wanted} examples asked of data set ${dataset.name}, expected a whole number from 1 to ${indices.length}`;
    throw new NeurariumError({ code: 'data', message, hint: `'all' takes all ${indices.length}.` });
  }
  const random = new RandomStream(seed, `data/${dataset.name}/selection`);
  const byClass: number[][] = dataset.classes.map(() => []);
  for (let k = 0; k < indices.length; k++) byClass[dataset.label(indices[k]!)]!.push(indices[k]!);
  // The k-th of m examples of a class stands at (k + 1/2) / m of the way: any prefix holds the classes in proportion.
  const ranked = byClass.flatMap((members, label) => {
    const order = shuffled(members, random, label);
    return Array.from(order, (index, k) => ({ index, label, place: (k + 0.5) / members.length }));
  });
  ranked.sort((a, b) => a.place - b.place || a.label - b.label);
  const chosen = ranked.slice(0, wanted).map((entry) => entry.index);
  return shuffled(chosen, random, dataset.classes.length);
}
