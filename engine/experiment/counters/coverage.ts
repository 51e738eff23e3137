/** How many classes are answered: what a network that is left to itself comes to. */
import { classesOf, type Dataset } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { CoverageMetric } from '../../training/index.ts';
import { answerOf } from './answers.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

/** By class, how often it was answered. */
type Sums = Uint32Array;

export function coverageCounter(metric: CoverageMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const classes = classesOf(data, metric.field).length;
  return {
    nothing: () => new Uint32Array(classes),
    count: eachStep(metric, network, data, answers, (begin, _wanted, _from, sums) => {
      sums[answerOf(answers.values, begin, size)]!++;
    }),
    join: (sums, more) => {
      more.forEach((count, k) => {
        sums[k]! += count;
      });
    },
    value: (sums) => {
      const all = sums.reduce((sum, count) => sum + count, 0);
      return all === 0 ? null : sums.filter((count) => count > 0 && count >= metric.leastShare * all).length;
    },
  };
}
