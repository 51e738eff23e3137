/** Populations in the opposite order of a step, each with all that adjoints need on their way back through it. */
import type { Region } from '../../compile/index.ts';
import type { ProjectionPlan } from '../../compile/plan.ts';
import type { TrainedNames } from '../../learning-names.ts';
import type { LearningArrays } from '../arrays.ts';
import type { CellLearning } from '../cell-learning.ts';
import type { Machine, Pass } from '../lane-pass.ts';
import type { MadeNetwork } from '../learner.ts';
import { type ConnectionMap, mapOf } from '../maps/index.ts';
import { dependent, weightsOf } from './dependent.ts';
import type { TrainedArray } from './optimiser-pass.ts';

export interface BackwardStation {
  readonly arrays: LearningArrays;
  readonly backward: Pass;
  /** Adds the adjoints of trained parameters to their gradients. */
  readonly collect: readonly (() => void)[];
  /** Of the incoming maps, those whose source depends on something trained. */
  readonly outgoing: readonly ConnectionMap[];
}

export interface BackwardStations {
  /** Those that depend on something trained. */
  readonly stations: readonly BackwardStation[];
  /** Of trained projections. */
  readonly maps: readonly ConnectionMap[];
}

export function backwardStationsOf(
  { plan, cells, machine, pack }: MadeNetwork,
  trained: TrainedNames,
  arrays: readonly TrainedArray[],
): BackwardStations {
  const gradients = new Map(arrays.map(({ name, gradient }) => [name, gradient]));
  const maps = new Map(
    plan.projections.map((projection) => {
      const [source, target] = [cells[projection.source.index]!.arrays, cells[projection.target.index]!.arrays];
      return [
        projection,
        mapOf(projection, { source, target, gradient: gradients.get(weightsOf(projection)) ?? null, pack }, machine),
      ];
    }),
  );
  const back = dependent(plan.populations, plan.projections, trained);
  const mapsWhere = (holds: (projection: ProjectionPlan) => boolean) =>
    plan.projections.filter(holds).map((projection) => maps.get(projection)!);
  const stations = plan.schedule
    .filter((population) => back.has(population))
    .map((population): BackwardStation => {
      const cell = cells[population.index]!;
      const outgoing = mapsWhere(({ target, source }) => target === population && back.has(source));
      return { arrays: cell.arrays, backward: cell.backward!, collect: collectors(cell, gradients, machine), outgoing };
    });
  return { stations: stations.reverse(), maps: mapsWhere((projection) => trained.projections.has(weightsOf(projection))) };
}

function collectors({ arrays }: CellLearning, gradients: ReadonlyMap<string, Region>, { kernels }: Machine): (() => void)[] {
  const { population, adjoints, lanes, size, stride, precision } = arrays;
  const sums = precision === 'float64' ? kernels.columnSums64 : kernels.columnSums32;
  return Object.entries(adjoints!.parameters).flatMap(([name, { address }]) => {
    const to = gradients.get(`${population.name}.${name}`);
    return to === undefined ? [] : () => sums(address, to.address, lanes, size, stride);
  });
}
