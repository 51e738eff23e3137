/** How long what is sent takes: a time, by synapse if wanted, or a number of steps. */
import { NeurariumError } from './errors.ts';
import type { PairExpression } from './pair-expression.ts';
import type { ParameterValue } from './parameter-value.ts';
import { roundToSteps } from './steps.ts';

export interface DelayInSteps {
  readonly kind: 'steps';
  readonly steps: number;
}

/** Times in ms. */
export type Delay = ParameterValue | PairExpression | DelayInSteps;

/** A delay of so many steps, whatever dt is: for networks whose time is counted in steps. */
export function steps(count: number): DelayInSteps {
  if (Number.isSafeInteger(count) && count >= 0) return { kind: 'steps', steps: count };
  throw new NeurariumError({ code: 'description', message: `steps(${count}), expected a whole number of at least 0` });
}

export function isInSteps(delay: unknown): delay is DelayInSteps {
  return typeof delay === 'object' && delay !== null && 'kind' in delay && delay.kind === 'steps';
}

/** In steps, of a delay that all synapses share. */
export function sharedDelay(delay: number | DelayInSteps, dt: number): number {
  return typeof delay === 'number' ? roundToSteps(delay, dt) : delay.steps;
}

/** Whether it is no delay at all, whatever dt is. */
export function isNone(delay: Delay): boolean {
  return delay === 0 || (isInSteps(delay) && delay.steps === 0);
}
