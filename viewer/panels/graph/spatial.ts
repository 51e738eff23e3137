/** Cells at their positions: x across, y up, z aslant. Populations in one dimension, or without positions, are lines below. */
import type { About } from '../../../engine/index.ts';
import type { NetworkGraph } from './network-graph.ts';
import type { Placement } from './placement.ts';

const aslant = 0.35;

export function spatial({ populations }: About, { nodes, population, cell }: NetworkGraph): Placement {
  const places = Array.from(population, (p) => populations[p]!.positions);
  const [left, right] = span(places.map((axes, n) => (axes === null ? Number.NaN : axes[0]![cell[n]!]!)));
  const isLine = (n: number): boolean => (places[n]?.length ?? 1) === 1;
  const x = Float64Array.from({ length: nodes }, (_, n) => {
    const [across, , depth] = places[n] ?? [];
    if (across === undefined) return left + ((cell[n]! + 0.5) / populations[population[n]!]!.size) * (right - left);
    return across[cell[n]!]! + aslant * (depth?.[cell[n]!] ?? 0);
  });
  const high = Array.from(places, (axes, n) => {
    if (isLine(n)) return Number.NaN;
    return -axes![1]![cell[n]!]! - aslant * (axes![2]?.[cell[n]!] ?? 0);
  });
  const lines = [...new Set(population.filter((_, n) => isLine(n)))];
  const allLines = lines.length === new Set(population).size;
  const [top, bottom] = allLines ? [0, 0] : span(high);
  const apart = allLines ? (right - left) / 2 / lines.length : 0.15 * (bottom - top) || 1;
  const y = Float64Array.from(high, (value, n) => (isLine(n) ? bottom + apart * (lines.indexOf(population[n]!) + 1) : value));
  return { x, y, routes: null, keepsShape: !allLines };
}

/** NaN does not count. */
function span(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
