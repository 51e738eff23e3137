/** The order in which populations are stepped: a value read in the same step must have been computed before. */
import { NeurariumError } from '../errors.ts';
import { valueOrder } from '../value-order.ts';
import type { PopulationPlan, ProjectionPlan } from './plan.ts';

/** Topological by value connections of delay 0 (in steps: a delay below dt / 2 is none); ties in declared order. */
export function scheduleOf(populations: readonly PopulationPlan[], projections: readonly ProjectionPlan[]): PopulationPlan[] {
  const edges = projections
    .filter((projection) => projection.kind === 'value' && projection.delay === 0 && !projection.field)
    .map(({ source, target }) => ({ from: source.name, to: target.name }));
  const result = valueOrder(
    populations.map(({ name }) => name),
    edges,
  );
  if ('cycle' in result) {
    throw new NeurariumError({
      code: 'description',
      message: `value connections whose delays round to 0 steps form a cycle: ${result.cycle.join(' -> ')}`,
      hint: 'Give one of them a delay of at least dt, or use a shorter dt.',
    });
  }
  return result.order.map((name) => populations.find((population) => population.name === name)!);
}
