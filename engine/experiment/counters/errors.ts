/** Differences between what cells say and what a field says. */
import { type Dataset, fieldOf } from '../../data/index.ts';
import type { BatchNetwork } from '../../learning/index.ts';
import type { ErrorMetric } from '../../training/index.ts';
import { answersOf, type Counter, checkNumbers, eachStep } from './counter.ts';

interface Sums {
  asked: number;
  /** Without any error. */
  right: number;
  absolute: number;
  squares: number;
  largest: number;
  /** Of what was asked, by cell: how often, its sum and its squares. */
  readonly counts: Float64Array;
  readonly wanted: Float64Array;
  readonly wantedSquares: Float64Array;
}

/** A class asks a single cell for its number, several for 1 at the class's cell and 0 at the others. */
export function errorCounter(metric: ErrorMetric, network: BatchNetwork, data: Dataset): Counter<Sums> {
  const { size, ...answers } = answersOf(metric, network);
  const oneOf = fieldOf(data, metric.field).classes !== undefined && size > 1;
  if (!oneOf) checkNumbers(data, metric, size);
  return {
    nothing: () => ({
      asked: 0,
      right: 0,
      absolute: 0,
      squares: 0,
      largest: 0,
      counts: new Float64Array(size),
      wanted: new Float64Array(size),
      wantedSquares: new Float64Array(size),
    }),
    count: eachStep(metric, network, data, answers, (begin, wanted, from, sums) => {
      for (let cell = 0; cell < size; cell++) {
        const number = wanted[oneOf ? from : from + cell]!;
        if (Number.isNaN(number)) continue;
        const asked = oneOf ? Number(number === cell) : number;
        const error = answers.values[begin + cell]! - asked;
        sums.asked++;
        if (error === 0) sums.right++;
        sums.absolute += Math.abs(error);
        sums.squares += error * error;
        sums.largest = Math.max(sums.largest, Math.abs(error));
        sums.counts[cell]!++;
        sums.wanted[cell]! += asked;
        sums.wantedSquares[cell]! += asked * asked;
      }
    }),
    join: (sums, more) => {
      sums.asked += more.asked;
      sums.right += more.right;
      sums.absolute += more.absolute;
      sums.squares += more.squares;
      sums.largest = Math.max(sums.largest, more.largest);
      for (const key of ['counts', 'wanted', 'wantedSquares'] as const)
        more[key].forEach((value, cell) => {
          sums[key][cell]! += value;
        });
    },
    value: (sums) => (sums.asked === 0 ? null : reported(metric.reports, sums)),
  };
}

function reported(reports: ErrorMetric['reports'], sums: Sums): number {
  const { asked, right, absolute, squares, largest } = sums;
  switch (reports) {
    case 'agreement':
      return right / asked;
    case 'largest':
      return largest;
    case 'mean-absolute':
      return absolute / asked;
    case 'mean-square':
      return squares / asked;
    case 'root-mean-square':
      return Math.sqrt(squares / asked);
    case 'normalised':
      return Math.sqrt(squares / spread(sums));
    default:
      return reports satisfies never;
  }
}

/** Of what was asked about its mean, each cell's own: summed squares. */
function spread({ counts, wanted, wantedSquares }: Sums): number {
  return wantedSquares.reduce(
    (sum, square, k) => (counts[k] === 0 ? sum : sum + square - (wanted[k]! * wanted[k]!) / counts[k]!),
    0,
  );
}
