/** Small undirected networks beside all their states: how often each was visited, and what its energy is. */
import { ownMath } from '../kernels/index.ts';
import type { EnumerationMetric, Metric } from '../metrics.ts';
import type { Simulation } from '../simulation/index.ts';
import { energyOf, undirected, valuesOf } from './energy-metrics.ts';

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

function measured(simulation: Simulation, metric: EnumerationMetric): () => number {
  const { plan } = simulation;
  const [{ target, variable }] = undirected(plan, metric.population) as [ReturnType<typeof undirected>[number]];
  const energies = (): Float64Array => {
    const values = new Float64Array(target.size);
    return Float64Array.from({ length: 1 << target.size }, (_, code) => {
      for (let i = 0; i < target.size; i++) values[i] = (code >> i) & 1 ? 1 : -1;
      return energyOf(plan, metric, values);
    });
  };
  if (metric.reports === 'lowest') return () => energies().reduce((least, energy) => Math.min(least, energy));
  const visits = new Float64Array(1 << target.size);
  let steps = 0;
  simulation
    .population(target.name)
    .values$(variable)
    .subscribe(({ lane, values }) => {
      if (lane !== 0) return;
      let code = 0;
      for (let i = 0; i < target.size; i++) if (values[i]! > 0) code += 1 << i;
      visits[code]!++;
      steps++;
    });
  const temperature = () =>
    typeof metric.temperature === 'number' ? metric.temperature : valuesOf(plan, target, metric.temperature)[0]!;
  return () => totalVariation(energies(), temperature(), visits, steps);
}

function totalVariation(energies: Float64Array, temperature: number, visits: Float64Array, steps: number): number {
  const lowest = energies.reduce((least, energy) => Math.min(least, energy));
  const weights = energies.map((energy) => ownMath.exp((lowest - energy) / temperature));
  const partition = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.reduce((sum, weight, code) => sum + Math.abs(weight / partition - visits[code]! / Math.max(1, steps)), 0) / 2;
}
