/** Answers by class: which is right, which was given. */
import { type Dataset, fieldOf } from '../../data/index.ts';
import type { BatchNetwork, LaneNumbers } from '../../learning/index.ts';
import type { ClassAccuracyMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

interface Sums {
  asked: number;
  right: number;
  /** By class (row) and answer. */
  readonly pairs: Uint32Array;
}

export function answerCounter(metric: ClassAccuracyMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const { classes = [] } = fieldOf(data, metric.field);
  return {
    nothing: () => ({ asked: 0, right: 0, pairs: new Uint32Array(classes.length * classes.length) }),
    count: eachStep(metric, network, data, answers, (begin, wanted, from, sums) => {
      const label = wanted[from]!;
      if (Number.isNaN(label)) return;
      const answer = answerOf(answers.values, begin, size);
      sums.asked++;
      if (answer === label) sums.right++;
      sums.pairs[label * classes.length + answer]!++;
    }),
    join: (sums, more) => {
      sums.asked += more.asked;
      sums.right += more.right;
      more.pairs.forEach((count, k) => {
        sums.pairs[k]! += count;
      });
    },
    value: ({ asked, right }) => {
      if (asked === 0) return null;
      return metric.reports === 'share' ? right / asked : asked - right;
    },
    confusion: ({ pairs }) => ({ classes, counts: pairs.slice() }),
  };
}

/** The first of the largest; of a single cell whether it is above 1/2. */
export function answerOf(values: LaneNumbers['values'], begin: number, size: number): number {
  if (size === 1) return values[begin]! > 0.5 ? 1 : 0;
  let best = 0;
  for (let cell = 1; cell < size; cell++) if (values[begin + cell]! > values[begin + best]!) best = cell;
  return best;
}
