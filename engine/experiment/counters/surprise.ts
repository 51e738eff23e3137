/** How much what came surprised. */
import type { Dataset } from '../../data/index.ts';
import { ownMath } from '../../kernels/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { SurpriseMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

interface Sums {
  asked: number;
  bits: number;
}

/** A share of 0 counts as the least that float32 has above it. */
const least = 2 ** -149;

export function surpriseCounter(metric: SurpriseMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size: _, ...answers } = answersOf(metric, network);
  return {
    nothing: () => ({ asked: 0, bits: 0 }),
    count: eachStep(metric, network, data, answers, (begin, wanted, from, sums) => {
      const label = wanted[from]!;
      if (Number.isNaN(label)) return;
      sums.asked++;
      sums.bits -= ownMath.log(Math.max(least, answers.values[begin + label]!)) / Math.LN2;
    }),
    join: (sums, more) => {
      sums.asked += more.asked;
      sums.bits += more.bits;
    },
    value: ({ asked, bits }) => (asked === 0 ? null : bits / asked),
  };
}
