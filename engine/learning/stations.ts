/** Populations in the order of a step, each with all that its turn needs at hand: forward, and back. */
import type { Region } from '../compile/index.ts';
import type { Plan, PopulationPlan } from '../compile/plan.ts';
import type { TrainedNames } from '../learning-names.ts';
import type { CellLearning } from './cell-learning.ts';
import { dependent, type GradientPlan, weightsOf } from './gradient-plan.ts';
import type { Machine } from './lane-pass.ts';
import { type ConnectionMap, mapOf } from './maps/index.ts';

export interface Station extends CellLearning {
  readonly incoming: readonly ConnectionMap[];
  /** Of the incoming maps, those whose source depends on something trained. */
  readonly outgoing: readonly ConnectionMap[];
  /** Adds the adjoints of trained parameters to their gradients. */
  readonly collect: readonly (() => void)[];
}

export interface Stations {
  readonly forwards: readonly Station[];
  /** Those that depend on something trained, in the opposite order. */
  readonly backwards: readonly Station[];
  /** Of trained projections. */
  readonly maps: readonly ConnectionMap[];
}

export function stationsOf(plan: Plan, learning: GradientPlan, trained: TrainedNames, machine: Machine): Stations {
  const { cells, projections, pack } = learning;
  const made = cells.map((cell, index) => cell.make(machine, plan.bindings[index]!.key));
  const gradients = new Map(learning.trained.map(({ name, gradient }) => [name, gradient]));
  const maps = projections.map((projection) => {
    const [source, target] = [made[projection.source.index]!.arrays, made[projection.target.index]!.arrays];
    return mapOf(projection, { source, target, gradient: gradients.get(weightsOf(projection)) ?? null, pack }, machine);
  });
  const back = dependent(plan.populations, projections, trained);
  const onto = (population: PopulationPlan, wanted: (source: PopulationPlan) => boolean) =>
    maps.filter((_, k) => projections[k]!.target === population && wanted(projections[k]!.source));
  const forwards = plan.schedule.map((population): Station => {
    const cell = made[population.index]!;
    const incoming = onto(population, () => true);
    const outgoing = onto(population, (source) => back.has(source));
    return { ...cell, incoming, outgoing, collect: collectors(cell, gradients, machine) };
  });
  return {
    forwards,
    backwards: forwards.filter(({ arrays }) => back.has(arrays.population)).reverse(),
    maps: maps.filter((_, k) => trained.projections.has(weightsOf(projections[k]!))),
  };
}

function collectors({ arrays }: CellLearning, gradients: ReadonlyMap<string, Region>, { kernels }: Machine): (() => void)[] {
  const { population, parameterAdjoints, lanes, size, stride, precision } = arrays;
  const sums = precision === 'float64' ? kernels.columnSums64 : kernels.columnSums32;
  return Object.entries(parameterAdjoints).map(([name, { address }]) => {
    const to = gradients.get(`${population.name}.${name}`)!.address;
    return () => sums(address, to, lanes, size, stride);
  });
}
