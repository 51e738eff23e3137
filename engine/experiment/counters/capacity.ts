/**
 * How much of what a field says comes out of cells: the squared correlation of each cell's answers with its number, summed over the cells. Where
 * cell k is asked for the input of k steps ago, it is the memory capacity (Jaeger 2001, GMD Report 152).
 */
import type { Dataset } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { CapacityMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

/** By cell: number of pairs, sums of answers and of what was wanted, of their squares and of their products. */
interface Sums {
  readonly count: Float64Array;
  readonly answers: Float64Array;
  readonly wanted: Float64Array;
  readonly squares: Float64Array;
  readonly wantedSquares: Float64Array;
  readonly products: Float64Array;
}

export function capacityCounter(metric: CapacityMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const zeros = () => new Float64Array(size);
  return {
    nothing: () => ({
      count: zeros(),
      answers: zeros(),
      wanted: zeros(),
      squares: zeros(),
      wantedSquares: zeros(),
      products: zeros(),
    }),
    count: eachStep(metric, network, data, answers, (begin, wanted, from, sums) => {
      for (let cell = 0; cell < size; cell++) {
        const [answer, number] = [answers.values[begin + cell]!, wanted[from + cell]!];
        if (Number.isNaN(number)) continue;
        sums.count[cell]!++;
        sums.answers[cell]! += answer;
        sums.wanted[cell]! += number;
        sums.squares[cell]! += answer * answer;
        sums.wantedSquares[cell]! += number * number;
        sums.products[cell]! += answer * number;
      }
    }),
    join: (sums, more) => {
      for (const key of Object.keys(sums) as (keyof Sums)[])
        more[key].forEach((value, cell) => {
          sums[key][cell]! += value;
        });
    },
    value: (sums) => {
      if (sums.count.every((count) => count === 0)) return null;
      return sums.count.reduce((total, _, cell) => total + squaredCorrelation(sums, cell), 0);
    },
  };
}

/** 0 for an answer that is always the same. */
function squaredCorrelation({ count, answers, wanted, squares, wantedSquares, products }: Sums, cell: number): number {
  const n = count[cell]!;
  const [a, b] = [answers[cell]!, wanted[cell]!];
  const together = n * products[cell]! - a * b;
  const spread = (n * squares[cell]! - a * a) * (n * wantedSquares[cell]! - b * b);
  return spread > 0 ? (together * together) / spread : 0;
}
