/** Data sets: examples with named fields, in memory or made one by one. Knows no file: bytes come through the host. */
import { NeurariumError } from '../errors.ts';
import { suggest } from '../suggest.ts';

/** One kind of numbers that every example has. */
export interface Field {
  /** Axes of the numbers of one step, outermost first: [28, 28] is row by row, [] one number. */
  readonly shape: readonly number[];
  /** Whether each step of an example has numbers of its own; else they hold for all of it. Default false. */
  readonly perStep?: boolean;
  /** Its numbers are indices into these names. */
  readonly classes?: readonly string[];
  /** The largest number, where inputs are to be scaled to 0 to 1. Default 1. */
  readonly maximum?: number;
}

export interface Dataset {
  readonly name: string;
  /** Number of examples, counted from 0; infinite where they are made one by one. */
  readonly size: number;
  /** Steps of an example; 1 where it is no sequence. */
  readonly steps: number;
  readonly fields: Readonly<Record<string, Field>>;
  /**
   * The numbers of one field of one example, step after step. Borrowed: read only, valid until the next call. NaN: nothing is known, or
   * asked. @throws NeurariumError 'data' for what is not there
   */
  values(field: string, example: number): ArrayLike<number>;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'data', message, hint });
}

/** Numbers of one example. */
export function lengthOf({ shape, perStep = false }: Field, steps: number): number {
  return shape.reduce((product, axis) => product * axis, 1) * (perStep ? steps : 1);
}

/** @throws NeurariumError 'data' for an example that is not there */
export function checkExample({ name, size }: Pick<Dataset, 'name' | 'size'>, example: number): void {
  if (Number.isInteger(example) && example >= 0 && example < size) return;
  fail(`data set ${name} has no example ${example}; it has 0 to ${size - 1}`);
}

/** The field of that name. @throws NeurariumError 'data' where there is none */
export function fieldOf({ name, fields }: Pick<Dataset, 'name' | 'fields'>, field: string): Field {
  if (Object.hasOwn(fields, field)) return fields[field]!;
  return fail(`data set ${name} has no field '${field}'`, suggest(field, Object.keys(fields)));
}

/** The classes of a field. @throws NeurariumError 'data' where it holds numbers */
export function classesOf(dataset: Dataset, field: string): readonly string[] {
  const { classes } = fieldOf(dataset, field);
  return classes ?? fail(`field '${field}' of data set ${dataset.name} holds numbers, expected classes`);
}

/** Of a field of classes, the one number of an example. */
export function labelOf(dataset: Dataset, field: string, example: number): number {
  classesOf(dataset, field);
  return dataset.values(field, example)[0]!;
}

/** An array per field, example after example. */
export type FieldArrays = Readonly<Record<string, Uint8Array | Float32Array | Float64Array>>;

/** A data set over arrays; nothing is copied. @throws NeurariumError 'data' where sizes or classes do not fit */
export function arrayDataset(
  about: { readonly name: string; readonly size: number; readonly steps?: number; readonly fields: Dataset['fields'] },
  arrays: FieldArrays,
): Dataset {
  const { name, size, steps = 1, fields } = about;
  const lengths = Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, lengthOf(field, steps)]));
  for (const [key, { classes }] of Object.entries(fields)) {
    const values = arrays[key] ?? fail(`data set ${name}: field '${key}' has no numbers`);
    const expected = size * lengths[key]!;
    if (values.length !== expected)
      fail(`data set ${name}: ${values.length} numbers in field '${key}', expected ${expected} for ${size} examples`);
    if (classes !== undefined) checkClasses(name, key, values, classes.length, lengths[key]!);
  }
  return {
    name,
    size,
    steps,
    fields,
    values(field, example) {
      fieldOf(this, field);
      checkExample(this, example);
      return arrays[field]!.subarray(example * lengths[field]!, (example + 1) * lengths[field]!);
    },
  };
}

function checkClasses(name: string, field: string, values: FieldArrays[string], classes: number, length: number): void {
  // A NaN asks nothing.
  const wrong = values.findIndex((value) => !Number.isNaN(value) && !(Number.isInteger(value) && value >= 0 && value < classes));
  if (wrong < 0) return;
  const example = Math.floor(wrong / length);
  fail(`data set ${name}: ${field} ${values[wrong]} of example ${example} is none of the ${classes} classes`);
}

/** The numbers of a field, example after example: a copy. */
export function arrayOf(dataset: Dataset, name: string): Float64Array {
  const length = lengthOf(fieldOf(dataset, name), dataset.steps);
  const numbers = new Float64Array(dataset.size * length);
  for (let example = 0; example < dataset.size; example++) numbers.set(dataset.values(name, example), example * length);
  return numbers;
}

/** The examples of `dataset` at `indices`, in that order, as a data set. The indices are copied, the numbers are not. */
export function subset(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const chosen = Uint32Array.from(indices);
  for (const index of chosen) checkExample(dataset, index);
  return {
    name: dataset.name,
    size: chosen.length,
    steps: dataset.steps,
    fields: dataset.fields,
    values(field, example) {
      checkExample(this, example);
      return dataset.values(field, chosen[example]!);
    },
  };
}
