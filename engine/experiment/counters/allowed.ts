/** Shares of what is allowed, and of what is not. */
import type { Dataset } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { AllowedMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

interface Sums {
  /** The smallest share of anything allowed. */
  least: number;
  /** The largest sum of what is not. */
  astray: number;
}

export function allowedCounter(metric: AllowedMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  return {
    nothing: () => ({ least: Number.POSITIVE_INFINITY, astray: Number.NEGATIVE_INFINITY }),
    count: eachStep(metric, network, data, answers, (begin, allowed, from, sums) => {
      if (Number.isNaN(allowed[from])) return;
      let astray = 0;
      for (let cell = 0; cell < size; cell++) {
        const share = answers.values[begin + cell]!;
        if (allowed[from + cell] === 0) astray += share;
        else sums.least = Math.min(sums.least, share);
      }
      sums.astray = Math.max(sums.astray, astray);
    }),
    join: (sums, more) => {
      sums.least = Math.min(sums.least, more.least);
      sums.astray = Math.max(sums.astray, more.astray);
    },
    value: (sums) => (Number.isFinite(sums.least) ? sums[metric.reports] : null),
  };
}
