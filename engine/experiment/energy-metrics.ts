/** Energies of undirected networks, as they stand when asked for. */
import { type Numbers, numbersAt, type Plan, type PopulationPlan, type ValueProjectionPlan } from '../compile/plan.ts';
import type { EnergyMetric, Metric } from '../metrics.ts';
import type { Simulation } from '../simulation/index.ts';

export function energyMetrics(simulation: Simulation, metrics: Readonly<Record<string, Metric>>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(metrics).flatMap(([name, metric]) =>
      metric.kind === 'energy' ? [[name, energyOf(simulation.plan, metric)]] : [],
    ),
  );
}

/** The undirected connections of a population, of which there is one at least. */
export function undirected(plan: Plan, name: string): readonly ValueProjectionPlan[] {
  return plan.projections.filter(
    (one): one is ValueProjectionPlan => one.kind === 'value' && one.symmetric && one.target.name === name,
  );
}

/**
 * -1/2 of the sum over all connected cells of weight and both values, less the sum of biases times values. `given`: values in place of those of
 * the first lane.
 */
export function energyOf(
  plan: Plan,
  { population: name, bias }: Pick<EnergyMetric, 'population' | 'bias'>,
  given?: ArrayLike<number>,
): number {
  const pairs = undirected(plan, name);
  const population = pairs[0]!.target;
  let energy = 0;
  for (const projection of pairs)
    energy -= sumOverPairs(plan, projection, given ?? valuesOf(plan, population, projection.variable));
  if (bias !== null) energy -= biased(plan, population, given ?? valuesOf(plan, population, pairs[0]!.variable), bias);
  return energy;
}

/** Of the first lane. */
export function valuesOf({ map, precision }: Plan, { state, size }: PopulationPlan, variable: string): Numbers {
  return numbersAt(map.memory.buffer, state[variable]!.address, size, precision);
}

/** Each pair once. */
function sumOverPairs(plan: Plan, { target, weights: { address } }: ValueProjectionPlan, values: ArrayLike<number>): number {
  const { size } = target;
  const weights = numbersAt(plan.map.memory.buffer, address, (size * (size - 1)) / 2, plan.precision);
  let energy = 0;
  for (let i = 1, at = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < i; j++) sum += weights[at++]! * values[j]!;
    energy += sum * values[i]!;
  }
  return energy;
}

function biased(plan: Plan, population: PopulationPlan, values: ArrayLike<number>, parameter: string): number {
  const { region, perCell } = population.parameters[parameter]!;
  const biases = numbersAt(plan.map.memory.buffer, region.address, perCell ? population.size : 1, plan.precision);
  let sum = 0;
  for (let i = 0; i < population.size; i++) sum += values[i]! * biases[perCell ? i : 0]!;
  return sum;
}
