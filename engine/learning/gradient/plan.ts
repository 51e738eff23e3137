/** Plans what learning by gradients needs beside a batch network. Runs nothing. */
import { variableOfLoss } from '../../loss-variable.ts';
import type { GradientLearner } from '../../training/index.ts';
import type { LearnerContext, PlannedLearner } from '../learner.ts';
import { Backpropagation } from './backpropagation.ts';
import { checkGradient } from './check.ts';
import { planDescent } from './descent.ts';
import { planLoss } from './loss-pass.ts';

/** @throws NeurariumError 'description' naming what does not fit */
export function planGradient(learner: GradientLearner, context: LearnerContext): PlannedLearner {
  const { network, options, cells, unroll, layout } = context;
  checkGradient(learner, options.batch);
  const descent = planDescent(learner, context);
  const losses = learner.losses.map((loss) => {
    const of = cells.find(({ arrays: { population } }) => population.name === loss.population)!;
    return planLoss(loss, variableOfLoss(loss, network), of.arrays, unroll, layout);
  });
  const plan = { learner, unroll, descent, losses, lost: layout.request('kept', 8) };
  return { make: (made) => new Backpropagation(plan, made) };
}
