/** What a learner changes, and the memory of it: a part of the state that `reset` leaves alone. */
import type { Network } from '../network.ts';
import type { Layout, Region } from './layout.ts';
import { numberBytes, type Precision } from './plan.ts';
import { strideOf } from './population.ts';

/** A projection, or a parameter of a population, by its name ('h.bias'). */
export interface Trained {
  /** Parameters by population: each becomes one number per cell. */
  readonly parameters: Readonly<Record<string, ReadonlySet<string>>>;
  /** Value projections from all cells to all cells. */
  readonly projections: ReadonlySet<string>;
  /** Arrays that the optimiser keeps, each as long as what is trained. */
  readonly kept: readonly string[];
}

export const nothingTrained: Trained = { parameters: {}, projections: new Set(), kept: [] };

export interface TrainedMemory {
  /** By projection: target size x source size numbers, row by row. */
  readonly weights: ReadonlyMap<string, Region>;
  /** By name of what is trained, then by that of the array. */
  readonly kept: ReadonlyMap<string, Readonly<Record<string, Region>>>;
  /** uint32: updates so far. */
  readonly updates: Region;
}

export function requestTrained(network: Network, trained: Trained, precision: Precision, layout: Layout): TrainedMemory {
  const bytes = numberBytes(precision);
  const size = (name: string) => network.populations.find((one) => one.name === name)!.size;
  const request = (count: number) => layout.request('state', count * bytes);
  const counts = new Map<string, number>();
  const weights = new Map<string, Region>();
  for (const { name, from, to } of network.projections) {
    if (!trained.projections.has(name)) continue;
    counts.set(name, size(from) * size(to));
    weights.set(name, request(size(from) * size(to)));
  }
  for (const [population, names] of Object.entries(trained.parameters)) {
    for (const name of names) counts.set(`${population}.${name}`, strideOf(size(population)));
  }
  const arrays = (count: number) => Object.fromEntries(trained.kept.map((name) => [name, request(count)]));
  const kept = new Map([...counts].map(([name, count]) => [name, arrays(count)]));
  return { weights, kept, updates: layout.request('state', 4) };
}
