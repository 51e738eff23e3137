/** How large the derivatives of the loss by what goes into a population are. */
import type { BatchNetwork } from '../learning/index.ts';
import type { DeltaNormMetric } from '../training/index.ts';

/** Of the latest update; null before any, and where the other norm is 0. */
export function deltaNorm({ population, relativeTo, lag }: DeltaNormMetric, trainer: BatchNetwork): number | null {
  if (trainer.updates === 0) return null;
  const norm = normOf(population, trainer, lag);
  if (relativeTo === null) return norm;
  const other = normOf(relativeTo, trainer, lag === null ? null : 0);
  return other === 0 ? null : norm / other;
}

/** In all steps of the window, or in the one that is `lag` steps before its end. */
function normOf(name: string, trainer: BatchNetwork, lag: number | null): number {
  const { size, model } = trainer.plan.populations.find((one) => one.name === name)!;
  const learners = Object.values(trainer.learners);
  let sum = 0;
  for (const port of Object.keys(model.ports)) {
    const found = learners.map((learner) => learner.delta?.(name, port) ?? null).find((delta) => delta !== null);
    if (found === undefined) continue;
    const { values, stride } = found;
    const perStep = values.length / trainer.unroll;
    const end = values.length - (lag ?? 0) * perStep;
    for (let i = lag === null ? 0 : end - perStep; i < end; i++) if (i % stride < size) sum += values[i]! * values[i]!;
  }
  return Math.sqrt(sum);
}
