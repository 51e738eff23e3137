/** Small undirected networks beside all their states: how often each was visited, and what its energy is. */
import { isingOf, temperatureOf, undirected } from '../compile/index.ts';
import type { EnumerationMetric, Metric } from '../metrics.ts';
import { boltzmannShares, type IsingEnergy, isingEnergies } from '../numerics/index.ts';
import type { Simulation } from '../simulation/index.ts';

export class Enumerations {
  readonly #measured: readonly (readonly [name: string, value: () => number])[];

  /** Visits are counted from now on, those of the first lane. */
  constructor(simulation: Simulation, metrics: Readonly<Record<string, Metric>>) {
    this.#measured = Object.entries(metrics).flatMap(([name, metric]) =>
      metric.kind === 'enumeration' ? [[name, measured(simulation, metric)] as const] : [],
    );
  }

  metrics(): Record<string, number> {
    return Object.fromEntries(this.#measured.map(([name, value]) => [name, value()]));
  }
}

function measured(simulation: Simulation, { population, bias, reports, temperature }: EnumerationMetric): () => number {
  const { plan } = simulation;
  const { target } = undirected(plan, population)[0]!;
  const energies = onceForEach(() => isingOf(plan, target, bias));
  if (reports === 'lowest') return () => energies().reduce((least, energy) => Math.min(least, energy));
  const visits = countedVisits(simulation, population);
  return () => totalVariation(boltzmannShares(energies(), temperatureOf(plan, target, temperature)).shares, visits);
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

/** Half the sum of what shares and those of the visits differ by; before any visit, half the sum of the shares. */
function totalVariation(shares: Float64Array, visits: Float64Array): number {
  const steps = Math.max(
    1,
    visits.reduce((sum, count) => sum + count, 0),
  );
  return shares.reduce((sum, share, state) => sum + Math.abs(share - visits[state]! / steps), 0) / 2;
}
