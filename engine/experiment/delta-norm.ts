/** How large the derivatives of the loss by what goes into a population are. */
import type { BatchNetwork } from '../learning/index.ts';
import type { DeltaNormMetric } from '../training/index.ts';

/** Of the latest update; null before any, and where the other norm is 0. */
export function deltaNorm({ population, relativeTo }: DeltaNormMetric, trainer: BatchNetwork): number | null {
  if (trainer.updates === 0) return null;
  const norm = normOf(population, trainer);
  if (relativeTo === null) return norm;
  const other = normOf(relativeTo, trainer);
  return other === 0 ? null : norm / other;
}

function normOf(name: string, trainer: BatchNetwork): number {
  const { size, model } = trainer.plan.populations.find((one) => one.name === name)!;
  const learners = Object.values(trainer.learners);
  let sum = 0;
  for (const port of Object.keys(model.ports)) {
    const found = learners.map((learner) => learner.delta(name, port)).find((delta) => delta !== null);
    if (found === undefined) continue;
    const { values, stride } = found;
    values.forEach((value, i) => {
      if (i % stride < size) sum += value * value;
    });
  }
  return Math.sqrt(sum);
}
