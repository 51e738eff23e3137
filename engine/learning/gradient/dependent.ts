/** Which way adjoints must go. */
import type { PopulationPlan, ProjectionPlan } from '../../compile/plan.ts';
import type { TrainedNames } from '../../learning-names.ts';

/** Name of the projection whose weights these are. */
export function weightsOf(projection: ProjectionPlan): string {
  return projection.kind === 'value' ? projection.weightsOf : projection.name;
}

/** Populations whose state depends on something trained: adjoints need to come no further back than these. */
export function dependent(
  populations: readonly PopulationPlan[],
  projections: readonly ProjectionPlan[],
  trained: TrainedNames,
): ReadonlySet<PopulationPlan> {
  const found = new Set(populations.filter(({ name }) => name in trained.parameters));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const projection of projections) {
      if (trained.projections.has(weightsOf(projection)) || found.has(projection.source)) found.add(projection.target);
    }
  }
  return found;
}
