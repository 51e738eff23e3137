/** Numbers brought to mean 0 and standard deviation 1, by what the training examples have. */
import { arrayOf, checkExample, type Dataset, fieldOf, lengthOf } from './dataset.ts';

/** Of each number of an example's field. */
export interface Scaling {
  readonly mean: Float64Array;
  /** Over n. */
  readonly deviation: Float64Array;
}

/** Over the examples of a data set; what is not known does not count. */
export function scalingOf(dataset: Dataset, name: string): Scaling {
  const length = lengthOf(fieldOf(dataset, name), dataset.steps);
  const numbers = arrayOf(dataset, name);
  const mean = means(numbers, length, (value) => value);
  const deviation = means(numbers, length, (value, k) => (value - mean[k]!) * (value - mean[k]!)).map(Math.sqrt);
  return { mean, deviation };
}

function means(numbers: Float64Array, length: number, of: (value: number, k: number) => number): Float64Array {
  const sums = new Float64Array(length);
  const counts = new Uint32Array(length);
  numbers.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    sums[at % length]! += of(value, at % length);
    counts[at % length]!++;
  });
  return sums.map((sum, k) => sum / counts[k]!);
}

/** The same examples with one field's numbers less the mean, over the deviation. What never varied is not divided. */
export function standardised(dataset: Dataset, name: string, { mean, deviation }: Scaling): Dataset {
  const { length } = mean;
  const numbers = arrayOf(dataset, name).map((value, at) => {
    const k = at % length;
    return (value - mean[k]!) / (deviation[k] === 0 ? 1 : deviation[k]!);
  });
  return {
    ...dataset,
    values(field, example) {
      if (field !== name) return dataset.values(field, example);
      checkExample(dataset, example);
      return numbers.subarray(example * length, (example + 1) * length);
    },
  };
}
