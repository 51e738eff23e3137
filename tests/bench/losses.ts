/** Whether contestants that train the same network do the same: else the speed of one says nothing of the other's. */
import { type Result, runsOf } from './interleave.ts';

/** Of a loss, for what differs in the order of its sums and in precision. */
export const PARTING_MOST = 1;

/** Round by round, how far the losses of a contestant are from those of another at the most, in percent of the latter. */
export function parting(result: Result, name: string, from: string): number[] {
  const base = runsOf(result, from);
  return runsOf(result, name).map(({ losses }, round) => furthest(losses, base[round]!.losses));
}

function furthest(losses: readonly number[] = [], expected: readonly number[] = []): number {
  if (losses.length === 0 || losses.length !== expected.length) return Number.NaN;
  return Math.max(...losses.map((loss, k) => 100 * Math.abs(loss / expected[k]! - 1)));
}

/** A loss that is no number parts from all. */
export function isParted(partings: readonly number[]): boolean {
  return !partings.every((percent) => percent <= PARTING_MOST);
}
