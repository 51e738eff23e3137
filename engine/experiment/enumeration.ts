/** Small undirected networks beside all their states: how often each was visited, and what its energy is. */
import { isingOf, temperatureOf, undirected } from '../compile/index.ts';
import type { EnumerationMetric, Metric } from '../metrics.ts';
import { boltzmannShares, type IsingEnergy, isingEnergies } from '../numerics/index.ts';
import type { Simulation } from '../simulation/index.ts';

/** Shares in equal bins of energy. */
export interface EnergyHistogram {
  readonly low: number;
  readonly high: number;
  /** Of the steps so far. */
  readonly visited: Float64Array;
  /** What Boltzmann's distribution has. */
  readonly expected: Float64Array;
}

interface Enumeration {
  value(): number;
  /** Null where no visits are counted. */
  readonly histogram: ((bins: number) => EnergyHistogram) | null;
}

export class Enumerations {
  readonly #measured: ReadonlyMap<string, Enumeration>;

  /** Visits are counted from now on, those of the first lane. */
  constructor(simulation: Simulation, metrics: Readonly<Record<string, Metric>>) {
    this.#measured = new Map(
      Object.entries(metrics).flatMap(([name, metric]) =>
        metric.kind === 'enumeration' ? [[name, measured(simulation, metric)] as const] : [],
      ),
    );
  }

  metrics(): Record<string, number> {
    return Object.fromEntries(Array.from(this.#measured, ([name, one]) => [name, one.value()]));
  }

  /** Of a metric of distance; null for others. */
  histogram(metric: string, bins: number): EnergyHistogram | null {
    return this.#measured.get(metric)?.histogram?.(bins) ?? null;
  }
}

function measured(simulation: Simulation, { population, bias, reports, temperature }: EnumerationMetric): Enumeration {
  const { plan } = simulation;
  const { target } = undirected(plan, population)[0]!;
  const energies = onceForEach(() => isingOf(plan, target, bias));
  if (reports === 'lowest')
    return { value: () => energies().reduce((least, energy) => Math.min(least, energy)), histogram: null };
  const visits = countedVisits(simulation, population);
  const expected = () => boltzmannShares(energies(), temperatureOf(plan, target, temperature)).shares;
  return {
    value: () => totalVariation(expected(), sharesOf(visits)),
    histogram: (bins) => histogramOf(energies(), sharesOf(visits), expected(), bins),
  };
}

function histogramOf(energies: Float64Array, visits: Float64Array, shares: Float64Array, bins: number): EnergyHistogram {
  const [low, high] = energies.reduce(([least, most], one) => [Math.min(least, one), Math.max(most, one)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number]);
  const [visited, expected] = [new Float64Array(bins), new Float64Array(bins)];
  energies.forEach((energy, state) => {
    const bin = high > low ? Math.min(bins - 1, Math.floor((bins * (energy - low)) / (high - low))) : 0;
    visited[bin]! += visits[state]!;
    expected[bin]! += shares[state]!;
  });
  return { low, high, visited, expected };
}

/** Energies of all states, computed anew where the network has changed: a curve asks for them step after step. */
function onceForEach(read: () => IsingEnergy): () => Float64Array {
  let known: { readonly of: IsingEnergy; readonly energies: Float64Array } | null = null;
  return () => {
    const now = read();
    if (known === null || !isAlike(known.of.weights, now.weights) || !isAlike(known.of.biases, now.biases))
      known = { of: now, energies: isingEnergies(now) };
    return known.energies;
  };
}

function isAlike(x: ArrayLike<number>, y: ArrayLike<number>): boolean {
  for (let i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

/** After each step one, by state: bit i of its place says whether cell i is 1. */
function countedVisits(simulation: Simulation, population: string): Float64Array {
  const { target, variable } = undirected(simulation.plan, population)[0]!;
  const visits = new Float64Array(1 << target.size);
  simulation
    .population(population)
    .values$(variable)
    .subscribe(({ lane, values }) => {
      if (lane !== 0) return;
      let state = 0;
      for (let i = 0; i < target.size; i++) if (values[i]! > 0) state += 1 << i;
      visits[state]!++;
    });
  return visits;
}

/** Of all visits; 0 before any. */
function sharesOf(visits: Float64Array): Float64Array {
  const steps = visits.reduce((sum, count) => sum + count, 0);
  return visits.map((count) => count / Math.max(1, steps));
}

/** Half the sum of what two distributions differ by. */
function totalVariation(x: Float64Array, y: Float64Array): number {
  return x.reduce((sum, share, state) => sum + Math.abs(share - y[state]!), 0) / 2;
}
