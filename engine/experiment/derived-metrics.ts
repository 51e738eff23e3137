/** Metrics made of other metrics. */
import type { Metric } from '../metrics.ts';

/** Those whose parts are known. */
export function derivedMetrics(
  metrics: Readonly<Record<string, Metric>>,
  values: Readonly<Record<string, number>>,
): Record<string, number> {
  const derived: Record<string, number> = {};
  for (const [name, metric] of Object.entries(metrics)) {
    if (metric.kind !== 'comparison') continue;
    const [first, second] = metric.of.map((part) => values[part]);
    if (first === undefined || second === undefined) continue;
    if (metric.by === 'difference') derived[name] = first - second;
    else if (second !== 0) derived[name] = first / second;
  }
  return derived;
}
