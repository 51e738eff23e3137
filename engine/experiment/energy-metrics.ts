/** Energies of undirected networks, as they stand when asked for. */
import { biasesOf, pairWeights, undirected } from '../compile/index.ts';
import { type Numbers, numbersAt, type Plan, type PopulationPlan } from '../compile/plan.ts';
import type { EnergyMetric, Metric } from '../metrics.ts';
import type { Simulation } from '../simulation/index.ts';

export function energyMetrics(simulation: Simulation, metrics: Readonly<Record<string, Metric>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, metric]) =>
      metric.kind === 'energy' ? [[name, energyOf(simulation.plan, metric)]] : [],
    ),
  );
}

/**
 * -1/2 of the sum over all cells of weight and both values, less the sum of biases times values, in the first lane. Each pair counts once, which is
 * what the half is for.
 */
function energyOf(plan: Plan, { population: name, bias }: EnergyMetric): number {
  const connections = undirected(plan, name);
  const { target, variable } = connections[0]!;
  let energy = 0;
  for (const projection of connections)
    energy -= sumOverPairs(pairWeights(plan, projection), valuesOf(plan, target, projection.variable));
  if (bias === null) return energy;
  const values = valuesOf(plan, target, variable);
  return biasesOf(plan, target, bias).reduce((rest, own, cell) => rest - own * values[cell]!, energy);
}

/** Of the first lane. */
function valuesOf({ map, precision }: Plan, { state, size }: PopulationPlan, variable: string): Numbers {
  return numbersAt(map.memory.buffer, state[variable]!.address, size, precision);
}

function sumOverPairs(weights: Numbers, values: Numbers): number {
  let whole = 0;
  for (let i = 1, at = 0; i < values.length; i++) {
    let sum = 0;
    for (let j = 0; j < i; j++) sum += weights[at++]! * values[j]!;
    whole += sum * values[i]!;
  }
  return whole;
}
