/** How often cells have which values of a variable: in the window up to the cursor, and in the first steps that were seen. */
import { someCells } from './every-cell.ts';
import type { PanelView } from './panel.ts';

export interface ValueCounts {
  readonly low: number;
  /** Of a bin. */
  readonly width: number;
  /** % of the values. */
  readonly counts: Float64Array;
  /** In the same bins, at the beginning. */
  readonly before: Float64Array;
}

/** Steps of the beginning: so few that what adapts has hardly begun to. */
const first = 200;

/** Null where nothing is known. */
export function valueCounts(view: PanelView, of: string, variable: string, bins: number): ValueCounts | null {
  const { about, history, time } = view;
  const demand = someCells(about, of, variable);
  const store = demand === null ? null : history.values(demand);
  if (store === null) return null;
  const from = Math.max(history.first, Math.ceil(time.from));
  const to = Math.floor(time.cursor) + 1;
  const between = (begin: number, end: number): number[] => {
    const found: number[] = [];
    store.visit(begin, end, (_, row, offset) => {
      for (let k = offset; k < offset + store.width; k++) found.push(row[k]!);
    });
    return found;
  };
  const [now, begun] = [between(from, to), between(history.first, Math.min(to, history.first + first))];
  if (now.length === 0) return null;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of [now, begun]) for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const width = high > low ? (high - low) / bins : 1 / bins;
  const counted = (values: readonly number[]): Float64Array => {
    const counts = new Float64Array(bins);
    for (const value of values) counts[Math.min(bins - 1, Math.floor((value - low) / width))]!++;
    return counts.map((count) => (100 * count) / values.length);
  };
  return { low, width, counts: counted(now), before: counted(begun) };
}
