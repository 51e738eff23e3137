/** Metrics of a projection's weights, as they stand when asked for. */

import type { Metric, WeightMetric } from '../metrics.ts';
import type { Simulation } from '../simulation/index.ts';
import { parseQuantity } from '../units.ts';

export function weightMetrics(simulation: Simulation, metrics: Readonly<Record<string, Metric>>): Record<string, number> {
  const values: Record<string, number> = {};
  for (const [name, metric] of Object.entries(metrics)) {
    if (metric.kind === 'weight-mean' || metric.kind === 'weight-share') values[name] = measured(metric, simulation);
  }
  return values;
}

function measured(metric: WeightMetric, simulation: Simulation): number {
  const { weights, unit } = simulation.projection(metric.projection);
  const one = parseQuantity(String(metric.relativeTo), unit, 'relativeTo');
  if (metric.kind === 'weight-mean') return weights.reduce((sum, weight) => sum + weight, 0) / weights.length / one;
  const [low, high] = metric.between;
  return weights.filter((weight) => weight >= low * one && weight <= high * one).length / weights.length;
}
