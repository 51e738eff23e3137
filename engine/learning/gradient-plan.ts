/** Plans what training needs beside a network's own memory, and which way adjoints must go. Runs nothing. */
import type { Layout, PlannedNetwork, Region } from '../compile/index.ts';
import type { PopulationPlan, ProjectionPlan } from '../compile/plan.ts';
import { packBytes } from '../kernels/index.ts';
import type { TrainedNames } from '../learning-names.ts';
import { variableOfLoss } from '../loss-variable.ts';
import type { Network } from '../network.ts';
import { requestArrays } from './arrays.ts';
import { type PlannedCellLearning, planCellLearning } from './cell-learning.ts';
import type { GradientOptions } from './gradient-options.ts';
import { type PlannedLossPass, planLoss } from './loss-pass.ts';
import { type PlannedOptimiser, planOptimiser, type TrainedArray } from './optimiser-pass.ts';
import { lowerOptimiser } from './optimisers.ts';

export interface GradientPlan {
  /** As the populations of the network. */
  readonly cells: readonly PlannedCellLearning[];
  readonly projections: readonly ProjectionPlan[];
  readonly losses: readonly PlannedLossPass[];
  readonly optimiser: PlannedOptimiser;
  readonly trained: readonly TrainedArray[];
  /** Scratch of matrix products. */
  readonly pack: Region;
  /** Of the optimiser. */
  readonly notFinite: Region;
  /** uint32: updates so far; the time within the example; examples of the batch; whether averages are where the numbers were. */
  readonly counters: Region;
  /** float64: the loss of the example so far, of all lanes. */
  readonly lost: Region;
}

/** Expects what `readOptions` let through. */
export function planGradient(
  network: Network,
  options: GradientOptions,
  trained: TrainedNames,
  planned: PlannedNetwork,
  layout: Layout,
): GradientPlan {
  const { precision, batch, learner } = options;
  const { populations, projections } = planned;
  const cells = populations.map((population) => {
    const parameters = trained.parameters[population.name] ?? new Set<string>();
    return planCellLearning(requestArrays(population, options, parameters, layout), parameters, learner.surrogate, layout);
  });
  const { name, average } = learner.optimiser;
  const kept = lowerOptimiser(name, average).state;
  const arrays = planned.trained.map(({ name, values, count }): TrainedArray => {
    const keep = () => layout.request('kept', values.bytes);
    const isWeights = trained.projections.has(name);
    const gradient = layout.request('scratch', values.bytes);
    return { name, values, count, isWeights, gradient, kept: Object.fromEntries(kept.map((key) => [key, keep()])) };
  });
  const notFinite = layout.request('scratch', 4);
  const widest = Math.max(...populations.map(({ size }) => size));
  return {
    cells,
    projections,
    losses: learner.losses.map((loss) => {
      const of = cells.find(({ arrays: { population } }) => population.name === loss.population)!;
      return planLoss(loss, variableOfLoss(loss, network), of.arrays, learner.unroll, layout);
    }),
    optimiser: planOptimiser(learner.optimiser, arrays, precision, notFinite, layout),
    trained: arrays,
    pack: layout.request('scratch', packBytes(Math.max(widest, batch * learner.unroll), widest, precision)),
    notFinite,
    counters: layout.request('kept', 16),
    lost: layout.request('kept', 8),
  };
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
    for (const { name, source, target } of projections) {
      if (trained.projections.has(name) || found.has(source)) found.add(target);
    }
  }
  return found;
}
