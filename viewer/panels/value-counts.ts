/** How often cells have which values of a variable: in the window up to the cursor, and in as many steps at the beginning of what was seen. */
import { someCells } from './every-cell.ts';
import type { PanelView } from './panel.ts';

export interface ValueCounts {
  readonly low: number;
  /** Of a bin. */
  readonly width: number;
  readonly counts: Uint32Array;
  /** In the same bins, at the beginning. */
  readonly before: Uint32Array;
}

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
  const [now, first] = [between(from, to), between(history.first, history.first + to - from)];
  if (now.length === 0) return null;
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const values of [now, first]) for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const width = high > low ? (high - low) / bins : 1 / bins;
  const counted = (values: readonly number[]): Uint32Array => {
    const counts = new Uint32Array(bins);
    for (const value of values) counts[Math.min(bins - 1, Math.floor((value - low) / width))]!++;
    return counts;
  };
  return { low, width, counts: counted(now), before: counted(first) };
}
