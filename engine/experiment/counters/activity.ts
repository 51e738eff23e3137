/** How what cells say is distributed over the steps of examples: its mean, and each cell's standard deviation. */
import type { BatchNetwork } from '../../learning/index.ts';
import type { ActivityMetric } from '../../training/index.ts';
import { answersOf, type Counter } from './counter.ts';

interface Sums {
  rows: number;
  /** By cell: what it said, and its squares. */
  readonly values: Float64Array;
  readonly squares: Float64Array;
}

export function activityCounter(metric: ActivityMetric, network: BatchNetwork): Counter<Sums> {
  const { size, values, stride } = answersOf(metric, network);
  const { batch, unroll } = network;
  return {
    nothing: () => ({ rows: 0, values: new Float64Array(size), squares: new Float64Array(size) }),
    count: (examples, firstStep, sums) => {
      for (let t = Math.max(0, metric.washout - firstStep); t < unroll; t++)
        for (let lane = 0; lane < examples.length; lane++) {
          const begin = (t * batch + lane) * stride;
          sums.rows++;
          for (let cell = 0; cell < size; cell++) {
            const value = values[begin + cell]!;
            sums.values[cell]! += value;
            sums.squares[cell]! += value * value;
          }
        }
    },
    join: (sums, more) => {
      sums.rows += more.rows;
      for (let cell = 0; cell < size; cell++) {
        sums.values[cell]! += more.values[cell]!;
        sums.squares[cell]! += more.squares[cell]!;
      }
    },
    value: ({ rows, values: said, squares }) => {
      if (rows === 0) return null;
      if (metric.reports === 'mean') return said.reduce((sum, value) => sum + value, 0) / (rows * size);
      const variances = squares.map((square, cell) => square / rows - (said[cell]! / rows) * (said[cell]! / rows));
      return Math.sqrt(Math.max(0, variances.reduce((sum, one) => sum + one, 0) / size));
    },
  };
}
