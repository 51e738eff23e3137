/** Of what classes the examples are that fall to each cell. */
import { type Dataset, fieldOf } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { PurityMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

/** Number of examples by cell (row) and class. */
type Sums = Uint32Array;

export function purityCounter(metric: PurityMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const count = fieldOf(data, metric.field).classes?.length ?? 0;
  return {
    nothing: () => new Uint32Array(size * count),
    count: eachStep(metric, network, data, answers, (begin, wanted, from, sums: Sums) => {
      let largest = 0;
      for (let cell = 1; cell < size; cell++)
        if (answers.values[begin + cell]! > answers.values[begin + largest]!) largest = cell;
      sums[largest * count + wanted[from]!]!++;
    }),
    join: (sums, more) => more.forEach((examples, k) => void (sums[k]! += examples)),
    value: (sums) => {
      const all = sums.reduce((sum, examples) => sum + examples, 0);
      if (all === 0) return null;
      let pure = 0;
      for (let cell = 0; cell < size; cell++) pure += Math.max(...sums.subarray(cell * count, (cell + 1) * count));
      return pure / all;
    },
  };
}
