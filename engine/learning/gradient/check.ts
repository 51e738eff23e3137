/** Whether gradients and optimisers can do what a learner asks of them. */
import { NeurariumError } from '../../errors.ts';
import { suggest } from '../../suggest.ts';
import type { GradientLearner, Optimiser } from '../../training/index.ts';
import { lowerOptimiser, optimiserNames } from './optimisers.ts';

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError 'description' naming what does not fit */
export function checkGradient({ realTime }: GradientLearner, batch: number): void {
  if (realTime && batch > 1) fail(`real-time learning goes one example at a time, and batches have ${batch}`);
}

/** @throws NeurariumError 'description' for unknown names */
export function checkOptimiser({ name, parameters }: Optimiser): void {
  if (!optimiserNames.includes(name)) fail(`optimiser '${String(name)}' is unknown`, suggest(String(name), optimiserNames));
  const own = Object.keys(lowerOptimiser(name, false).parameters);
  for (const key of Object.keys(parameters))
    if (!own.includes(key)) fail(`'${key}' is no parameter of ${name}`, suggest(key, own));
}
