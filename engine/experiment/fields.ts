/** Which fields of a data set are meant where none is named, and how their numbers enter a network. */
import { type Dataset, fieldOf } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';

/** The first field without classes: the inputs. */
export function inputField(dataset: Dataset): string {
  const { fields } = dataset;
  return Object.keys(fields).find((key) => fields[key]!.classes === undefined) ?? refuseWithout(dataset, 'numbers');
}

/** The first field of classes: the labels; null where there is none. */
export function classField({ fields }: Dataset): string | null {
  return Object.keys(fields).find((key) => fields[key]!.classes !== undefined) ?? null;
}

export function labelField(dataset: Dataset): string {
  return classField(dataset) ?? refuseWithout(dataset, 'classes');
}

function refuseWithout({ name }: Dataset, what: string): never {
  throw new NeurariumError({ code: 'data', message: `data set ${name} has no field of ${what}` });
}

/** Divided by the field's maximum, times `scale`; a class becomes `scale` at its own place and 0 at the others. A new array. */
export function inputNumbers(dataset: Dataset, name: string, example: number, scale: number): Float64Array {
  const { classes, maximum = 1 } = fieldOf(dataset, name);
  const values = dataset.values(name, example);
  for (let i = 0; i < values.length; i++) if (Number.isNaN(values[i])) refuseUnknown(dataset, name, example);
  if (classes === undefined) return Float64Array.from(values, (value) => (value / maximum) * scale);
  const numbers = new Float64Array(classes.length);
  numbers[values[0]!] = scale;
  return numbers;
}

/** What is not known cannot be an input. `step`: of an example that is a sequence. */
export function refuseUnknown({ name, steps }: Dataset, field: string, example: number, step = 0): never {
  const at = steps === 1 ? '' : ` in step ${step}`;
  throw new NeurariumError({
    code: 'data',
    message: `field '${field}' of example ${example} of data set ${name} is not known${at} (NaN), and is an input`,
    hint: 'Leave the example out, or choose a field that is known.',
  });
}
