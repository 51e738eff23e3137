/** Differences between what cells say and what a field says. */
import { type Dataset, fieldOf } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { ErrorMetric } from '../../training/index.ts';
import { answersOf, type Counter, eachStep } from './counter.ts';

interface Sums {
  asked: number;
  absolute: number;
  squares: number;
  largest: number;
  /** Of what was asked. */
  wanted: number;
  wantedSquares: number;
}

/** A class asks a single cell for its number, several for 1 at the class's cell and 0 at the others. */
export function errorCounter(metric: ErrorMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const oneOf = fieldOf(data, metric.field).classes !== undefined && size > 1;
  return {
    nothing: () => ({ asked: 0, absolute: 0, squares: 0, largest: 0, wanted: 0, wantedSquares: 0 }),
    count: eachStep(metric, network, data, answers, (begin, wanted, from, sums) => {
      for (let cell = 0; cell < size; cell++) {
        const number = wanted[oneOf ? from : from + cell]!;
        if (Number.isNaN(number)) continue;
        const asked = oneOf ? Number(number === cell) : number;
        const error = answers.values[begin + cell]! - asked;
        sums.asked++;
        sums.absolute += Math.abs(error);
        sums.squares += error * error;
        sums.largest = Math.max(sums.largest, Math.abs(error));
        sums.wanted += asked;
        sums.wantedSquares += asked * asked;
      }
    }),
    join: (sums, more) => {
      sums.asked += more.asked;
      sums.absolute += more.absolute;
      sums.squares += more.squares;
      sums.largest = Math.max(sums.largest, more.largest);
      sums.wanted += more.wanted;
      sums.wantedSquares += more.wantedSquares;
    },
    value: (sums) => (sums.asked === 0 ? null : reported(metric.reports, sums)),
  };
}

function reported(reports: ErrorMetric['reports'], { asked, absolute, squares, largest, wanted, wantedSquares }: Sums): number {
  switch (reports) {
    case 'largest':
      return largest;
    case 'mean-absolute':
      return absolute / asked;
    case 'mean-square':
      return squares / asked;
    case 'root-mean-square':
      return Math.sqrt(squares / asked);
    case 'normalised':
      return Math.sqrt(squares / (wantedSquares - (wanted * wanted) / asked));
    default:
      return reports satisfies never;
  }
}
