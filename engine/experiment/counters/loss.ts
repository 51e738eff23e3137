/** The mean of what learners make small. */
import type { BatchNetwork } from '../../learning/index.ts';
import type { Counter } from './counter.ts';

interface Sums {
  examples: number;
  sum: number;
}

export function lossCounter(network: BatchNetwork): Counter<Sums> {
  return {
    nothing: () => ({ examples: 0, sum: 0 }),
    count: ({ length }, _, sums) => {
      const { loss } = network;
      if (loss === null) return;
      sums.examples += length;
      sums.sum += loss * length;
    },
    join: (sums, more) => {
      sums.examples += more.examples;
      sums.sum += more.sum;
    },
    value: ({ examples, sum }) => (examples === 0 ? null : sum / examples),
  };
}
