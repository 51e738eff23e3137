/** Plans what training needs beside a network's own memory, and which way adjoints must go. Runs nothing. */
import type { Layout, PlannedNetwork, Region, Trained } from '../compile/index.ts';
import { numberBytes, type PopulationPlan, type ValueProjectionPlan } from '../compile/plan.ts';
import { packBytes } from '../kernels/index.ts';
import { requestArrays } from './arrays.ts';
import { type PlannedCellLearning, planCellLearning } from './cell-learning.ts';
import type { GradientOptions } from './gradient-options.ts';
import { type PlannedLossPass, planLoss } from './loss-pass.ts';
import { type PlannedOptimiser, planOptimiser, type TrainedArray } from './optimiser-pass.ts';

export interface GradientPlan {
  /** As the populations of the network. */
  readonly cells: readonly PlannedCellLearning[];
  readonly projections: readonly ValueProjectionPlan[];
  readonly loss: PlannedLossPass;
  readonly optimiser: PlannedOptimiser;
  readonly trained: readonly TrainedArray[];
  /** Scratch of matrix products. */
  readonly pack: Region;
  /** Of the optimiser. */
  readonly notFinite: Region;
  /** uint32. */
  readonly updates: Region;
}

/** Expects what `readOptions` let through. */
export function planGradient(options: GradientOptions, trained: Trained, network: PlannedNetwork, layout: Layout): GradientPlan {
  const { precision, batch, unroll } = options;
  const { populations, learnt } = network;
  const projections = network.projections.filter((one) => one.kind === 'value');
  const cells = populations.map((population) => {
    const parameters = trained.parameters[population.name] ?? new Set<string>();
    return planCellLearning(requestArrays(population, options, parameters, layout), parameters, layout);
  });
  const array = (name: string, values: Region, count: number): TrainedArray => ({
    name,
    values,
    count,
    gradient: layout.request('scratch', values.bytes),
    kept: learnt.kept.get(name)!,
  });
  const arrays = [
    ...projections.flatMap(({ name, weights }) =>
      trained.projections.has(name) ? array(name, weights, weights.bytes / numberBytes(precision)) : [],
    ),
    ...populations.flatMap(({ name, parameters, size }) =>
      Array.from(trained.parameters[name] ?? [], (parameter) =>
        array(`${name}.${parameter}`, parameters[parameter]!.region, size),
      ),
    ),
  ];
  const output = cells.find(({ arrays: { population } }) => population.name === options.output.population)!;
  const notFinite = layout.request('scratch', 4);
  const widest = Math.max(...populations.map(({ size }) => size));
  return {
    cells,
    projections,
    loss: planLoss(options, output.arrays, layout),
    optimiser: planOptimiser(options.optimiser, arrays, precision, notFinite, layout),
    trained: arrays,
    pack: layout.request('scratch', packBytes(Math.max(widest, batch * unroll), widest, precision)),
    notFinite,
    updates: learnt.updates,
  };
}

/** Populations whose state depends on something trained: adjoints need to come no further back than these. */
export function dependent(
  populations: readonly PopulationPlan[],
  projections: readonly ValueProjectionPlan[],
  trained: Trained,
): ReadonlySet<PopulationPlan> {
  const found = new Set(populations.filter(({ name }) => name in trained.parameters));
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { name, source, target } of projections) {
      if (trained.projections.has(name) || found.has(source)) found.add(target);
    }
  }
  return found;
}
