/** How large the derivatives of the loss by what goes into a population are. */
import type { GradientTrainer } from '../learning/index.ts';
import type { DeltaNormMetric } from '../training/index.ts';

/** Of the latest update; null before any, and where the other norm is 0. */
export function deltaNorm({ population, relativeTo }: DeltaNormMetric, trainer: GradientTrainer): number | null {
  if (trainer.updates === 0) return null;
  const norm = normOf(population, trainer);
  if (relativeTo === null) return norm;
  const other = normOf(relativeTo, trainer);
  return other === 0 ? null : norm / other;
}

function normOf(name: string, trainer: GradientTrainer): number {
  const { size, model } = trainer.plan.populations.find((one) => one.name === name)!;
  let sum = 0;
  for (const port of Object.keys(model.ports)) {
    const { values, stride } = trainer.delta(name, port);
    values.forEach((value, i) => {
      if (i % stride < size) sum += value * value;
    });
  }
  return Math.sqrt(sum);
}
