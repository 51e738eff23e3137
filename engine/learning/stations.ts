/** Populations in the order of a step, each with all that its turn needs at hand. */
import { isFieldOf, type Plan, type ProjectionPlan } from '../compile/plan.ts';
import type { CellLearning } from './cell-learning.ts';
import type { ConnectionMap } from './maps/index.ts';

export interface Station extends CellLearning {
  readonly incoming: readonly ConnectionMap[];
}

/** `cells`: as the populations of the plan. */
export function stationsOf(
  plan: Plan,
  cells: readonly CellLearning[],
  map: (projection: ProjectionPlan) => ConnectionMap,
): Station[] {
  return plan.schedule.map((population) => ({
    ...cells[population.index]!,
    incoming: plan.projections.filter((one) => one.target === population && !isFieldOf(population)(one)).map(map),
  }));
}
