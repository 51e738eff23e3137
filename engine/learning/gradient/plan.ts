/** Plans what learning by gradients needs beside a batch network. Runs nothing. */
import { type TrainedNames, trainedNames } from '../../learning-names.ts';
import { variableOfLoss } from '../../loss-variable.ts';
import type { GradientLearner } from '../../training/index.ts';
import type { LearnerContext, PlannedLearner } from '../learner.ts';
import { Backpropagation } from './backpropagation.ts';
import { checkGradient } from './check.ts';
import { planLoss } from './loss-pass.ts';
import { planOptimiser, type TrainedArray } from './optimiser-pass.ts';
import { lowerOptimiser } from './optimisers.ts';

/** @throws NeurariumError 'description' naming what does not fit */
export function planGradient(learner: GradientLearner, context: LearnerContext): PlannedLearner {
  const { network, options, planned, cells, unroll, layout } = context;
  checkGradient(learner, options.batch);
  const trained = trainedNames(network, learner.trains);
  const { name, average } = learner.optimiser;
  const kept = lowerOptimiser(name, average).state;
  const arrays = planned.trained
    .filter((one) => isTrained(one.name, trained))
    .map(({ name, values, count }): TrainedArray => {
      const keep = () => layout.request('kept', values.bytes);
      const gradient = layout.request('scratch', values.bytes);
      const isWeights = trained.projections.has(name);
      return { name, values, count, isWeights, gradient, kept: Object.fromEntries(kept.map((key) => [key, keep()])) };
    });
  const notFinite = layout.request('scratch', 4);
  const losses = learner.losses.map((loss) => {
    const of = cells.find(({ arrays: { population } }) => population.name === loss.population)!;
    return planLoss(loss, variableOfLoss(loss, network), of.arrays, unroll, layout);
  });
  const optimiser = planOptimiser(learner.optimiser, arrays, options.precision, notFinite, layout);
  const [counters, lost] = [layout.request('kept', 8), layout.request('kept', 8)];
  const plan = { learner, unroll, trained, arrays, losses, optimiser, notFinite, counters, lost };
  return { make: (made) => new Backpropagation(plan, made) };
}

function isTrained(name: string, { projections, parameters }: TrainedNames): boolean {
  if (projections.has(name)) return true;
  const [population = '', parameter = ''] = name.split('.');
  return parameters[population]?.has(parameter) === true;
}
