/** Metrics of values of cells against what they should be, as they stand when asked for. */
import { numbersAt } from '../compile/plan.ts';
import type { DeviationMetric, Metric } from '../metrics.ts';
import type { Simulation } from '../simulation/index.ts';

export function deviationMetrics(simulation: Simulation, metrics: Readonly<Record<string, Metric>>): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [name, metric] of Object.entries(metrics))
    if (metric.kind === 'deviation') values[name] = measured(metric, simulation);
  return values;
}

/** Of the first lane. */
function measured({ population, variable, expected, per, reports }: DeviationMetric, { plan }: Simulation): number {
  const { state, size } = plan.populations.find(({ name }) => name === population)!;
  const now = numbersAt(plan.map.memory.buffer as ArrayBuffer, state[variable]!.address, size, plan.precision);
  const apart = expected.map((value, cell) => Math.abs(now[cell]! - value));
  if (reports === 'total-variation') return apart.reduce((sum, one) => sum + one, 0) / 2;
  return apart.reduce((largest, one, cell) => Math.max(largest, one / (per?.[cell] ?? 1)), 0);
}
