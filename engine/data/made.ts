/** Data sets whose examples are made when they are asked for. */
import { checkExample, type Dataset, type FieldArrays, fieldOf } from './dataset.ts';

/** A batch asks for its examples again in every step. */
const kept = 1024;

/** `make` gives all fields of an example, always the same. The latest examples are kept. */
export function madeDataset(
  { name, size, steps, fields }: Omit<Dataset, 'values'>,
  make: (example: number) => FieldArrays,
): Dataset {
  const made = new Map<number, FieldArrays>();
  const example = (k: number): FieldArrays => {
    const known = made.get(k);
    if (known !== undefined) return known;
    if (made.size === kept) made.delete(made.keys().next().value!);
    const arrays = make(k);
    made.set(k, arrays);
    return arrays;
  };
  return {
    name,
    size,
    steps,
    fields,
    values(field, k) {
      fieldOf(this, field);
      checkExample(this, k);
      return example(k)[field]!;
    },
  };
}
