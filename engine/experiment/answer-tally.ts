/** What a readout answered in tests, against what it was asked for. */
import type { Confusion } from './counters/index.ts';
import type { Readout } from './readouts.ts';

/** Of a readout: answers beside what was wanted, as its `Reading`s have it. */
export interface AnswerTally {
  add(answer: Float64Array, wanted: Float64Array): void;
  /** Share of right answers, or, of numbers, their correlation; null where there is none yet. */
  readonly value: number | null;
  /** How often each class (row) was answered with each; null of numbers. */
  readonly confusion: Confusion | null;
}

export function answerTally({ classes }: Readout): AnswerTally {
  return classes === null ? numberTally() : classTally(classes);
}

/** The answer is the first of the largest. */
function classTally(classes: readonly string[]): AnswerTally {
  const { length } = classes;
  const counts = new Uint32Array(length * length);
  let [asked, right] = [0, 0];
  return {
    add: (answer, wanted) => {
      const [label, said] = [wanted.indexOf(1), indexOfLargest(answer)];
      if (label < 0) return;
      counts[label * length + said]!++;
      asked++;
      if (label === said) right++;
    },
    get value() {
      return asked === 0 ? null : right / asked;
    },
    confusion: { classes, counts },
  };
}

/** Pearson's, of all numbers of an answer together. */
function numberTally(): AnswerTally {
  let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
  return {
    add: (answer, wanted) => {
      wanted.forEach((number, k) => {
        if (Number.isNaN(number)) return;
        const said = answer[k]!;
        n++;
        x += said;
        y += number;
        xx += said * said;
        yy += number * number;
        xy += said * number;
      });
    },
    get value() {
      const spread = (n * xx - x * x) * (n * yy - y * y);
      return spread > 0 ? (n * xy - x * y) / Math.sqrt(spread) : null;
    },
    confusion: null,
  };
}

function indexOfLargest(values: Float64Array): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}
