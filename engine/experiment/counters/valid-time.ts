/**
 * For how long what cells say stays near a field: in each example the steps that are asked before the first whose error is too large. The error of a step
 * is the distance of all cells from the field, over the root mean square distance of the field from its own mean (Pathak et al. 2018, Phys Rev Lett
 * 120:024102).
 */
import { type Dataset, fieldOf } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { ValidTimeMetric } from '../../training/index.ts';
import { answersOf, type Counter } from './counter.ts';

interface Run {
  steps: number;
  ended: boolean;
}

/** By the number of the example: its steps come window by window. */
type Sums = Map<number, Run>;

export function validTimeCounter(metric: ValidTimeMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, values, stride } = answersOf(metric, network);
  const { perStep = false } = fieldOf(data, metric.field);
  const limit = metric.threshold * metric.threshold * spread(data, metric.field, size);
  return {
    nothing: () => new Map(),
    count: (examples, firstStep, sums) => {
      for (let lane = 0; lane < examples.length; lane++) {
        const wanted = data.values(metric.field, examples[lane]!);
        const run = sums.get(examples[lane]!) ?? { steps: 0, ended: false };
        sums.set(examples[lane]!, run);
        for (let t = 0; t < network.unroll; t++) {
          const error = squaredDistance(
            values,
            (t * network.batch + lane) * stride,
            wanted,
            perStep ? (firstStep + t) * size : 0,
            size,
          );
          // NaN: not asked.
          if (run.ended || Number.isNaN(error)) continue;
          if (error > limit) run.ended = true;
          else run.steps++;
        }
      }
    },
    join: (sums, more) => {
      for (const [example, { steps, ended }] of more) {
        const run = sums.get(example);
        if (run === undefined) sums.set(example, { steps, ended });
        else if (!run.ended) sums.set(example, { steps: run.steps + steps, ended });
      }
    },
    value: (sums) => {
      if (sums.size === 0) return null;
      let steps = 0;
      for (const run of sums.values()) steps += run.steps;
      return (metric.per * steps) / sums.size;
    },
  };
}

function squaredDistance(
  answers: ArrayLike<number>,
  begin: number,
  wanted: ArrayLike<number>,
  from: number,
  size: number,
): number {
  let sum = 0;
  for (let cell = 0; cell < size; cell++) {
    const error = answers[begin + cell]! - wanted[from + cell]!;
    sum += error * error;
  }
  return sum;
}

/** Mean squared distance of the field from its mean, over all steps of all examples that are asked. */
function spread(data: Dataset, field: string, size: number): number {
  const [sums, squares] = [new Float64Array(size), new Float64Array(size)];
  let count = 0;
  for (let example = 0; example < data.size; example++) {
    const values = data.values(field, example);
    for (let at = 0; at < values.length; at += size) {
      if (Number.isNaN(values[at]!)) continue;
      count++;
      for (let cell = 0; cell < size; cell++) {
        const value = values[at + cell]!;
        sums[cell]! += value;
        squares[cell]! += value * value;
      }
    }
  }
  return squares.reduce((total, square, cell) => total + (square - (sums[cell]! * sums[cell]!) / count) / count, 0);
}
