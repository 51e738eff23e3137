/** Plans what a batch network needs beside its simulation's memory. Runs nothing. */

import type { Layout, PlannedNetwork, Region } from '../compile/index.ts';
import { isFieldOf } from '../compile/plan.ts';
import { within } from '../errors.ts';
import { packBytes } from '../kernels/index.ts';
import { type TrainedNames, trainedNames } from '../learning-names.ts';
import type { Network } from '../network.ts';
import type { BatchLearner } from '../training/index.ts';
import { requestArrays } from './arrays.ts';
import { type BatchOptions, gradientsOf } from './batch-options.ts';
import { planBoltzmann } from './boltzmann/plan.ts';
import { type PlannedCellLearning, planCellLearning } from './cell-learning.ts';
import { planCentres } from './centres.ts';
import { planDivergence } from './divergence/plan.ts';
import { planGradient } from './gradient/index.ts';
import type { LearnerContext, PlannedLearner } from './learner.ts';
import { planLocal, planMeans } from './local/index.ts';
import { planReadout } from './readout/readout.ts';
import { planStorage } from './storage/storage.ts';
import { planTurnLearning } from './turn-learning.ts';

export interface BatchPlan {
  /** As the populations of the network. */
  readonly cells: readonly PlannedCellLearning[];
  readonly learners: Readonly<Record<string, PlannedLearner>>;
  /** Scratch of matrix products. */
  readonly pack: Region;
  /** uint32: the time within the window; examples in the lanes; whether it is trained; whether the window began anew. */
  readonly counters: Region;
}

/** What any learner changes. */
export function trainedBy(network: Network, { learners }: Pick<BatchOptions, 'learners'>): TrainedNames {
  return trainedNames(network, [...new Set(Object.values(learners).flatMap(({ trains }) => trains))]);
}

/** Expects what `checkBatches` let through. */
export function planBatches(
  network: Network,
  options: BatchOptions,
  unroll: number,
  planned: PlannedNetwork,
  layout: Layout,
): BatchPlan {
  const { precision, batch, dt, learners } = options;
  const gradients = gradientsOf(options);
  const byGradient = trainedNames(network, [...new Set(gradients.flatMap(({ trains }) => trains))]);
  const cells = planned.populations.map((population) => {
    const trained = byGradient.parameters[population.name] ?? new Set<string>();
    const differentiation = gradients[0] === undefined ? null : { trained, surrogate: gradients[0].surrogate };
    const request = { projections: planned.projections, batch, unroll, precision, dt, trained: differentiation && trained };
    const arrays = requestArrays(population, request, layout);
    if (population.turns === null || differentiation !== null) return planCellLearning(arrays, differentiation, layout);
    return planTurnLearning(arrays, planned.projections.filter(isFieldOf(population)), layout);
  });
  const widest = Math.max(...planned.populations.map(({ size }) => size));
  const pack = layout.request('scratch', packBytes(Math.max(widest, batch * unroll), widest, precision));
  const context = { network, options, unroll, planned, cells, layout };
  return {
    cells,
    learners: Object.fromEntries(
      Object.entries(learners).map(([name, learner]) => [name, within(`learner ${name}`, () => planLearner(learner, context))]),
    ),
    pack,
    counters: layout.request('kept', 16),
  };
}

/** A further kind of learner is a file of its own and a line here. */
function planLearner(learner: BatchLearner, context: LearnerContext): PlannedLearner {
  switch (learner.kind) {
    case 'gradient':
      return planGradient(learner, context);
    case 'readout':
      return planReadout(learner, context);
    case 'centres':
      return planCentres(learner, context);
    case 'storage':
      return planStorage(learner, context);
    case 'local':
      return planLocal(learner, context);
    case 'means':
      return planMeans(learner, context);
    case 'contrastive-divergence':
      return planDivergence(learner, context);
    case 'boltzmann':
      return planBoltzmann(learner, context);
    default:
      return learner satisfies never;
  }
}
