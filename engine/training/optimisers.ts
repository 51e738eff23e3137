/** What trained numbers become by their gradients, as plain data; the equations are in engine/learning. */
import { NeurariumError } from '../errors.ts';
import { type Rate, type RateSchedule, scheduleOf } from './schedule.ts';

export type OptimiserName = 'sgd' | 'momentum' | 'nesterov' | 'rmsprop' | 'centredRmsprop' | 'adam' | 'adamw';

export interface Optimiser {
  readonly name: OptimiserName;
  readonly rate: RateSchedule;
  /** In place of the optimiser's own. */
  readonly parameters: Readonly<Record<string, number>>;
  /** Whether tests use the average of the trained numbers over all updates (Polyak & Juditsky 1992, SIAM J Control Optim 30:838). */
  readonly average: boolean;
}

interface Common {
  readonly rate: Rate;
  readonly average?: boolean;
}

function optimiser(name: OptimiserName, { rate, average = false, ...parameters }: Common): Optimiser {
  for (const [key, value] of Object.entries(parameters) as [string, unknown][]) {
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    throw new NeurariumError({
      code: 'description',
      message: `${key} of ${name}() is ${String(value)}, expected a finite number`,
    });
  }
  return { name, rate: scheduleOf(rate), parameters: parameters as Record<string, number>, average };
}

type Own<Name extends string> = Common & { readonly [K in Name]?: number };

export const sgd = (own: Common): Optimiser => optimiser('sgd', own);
/** Default momentum 0.9. */
export const momentum = (own: Own<'momentum'>): Optimiser => optimiser('momentum', own);
/** Default momentum 0.9. */
export const nesterov = (own: Own<'momentum'>): Optimiser => optimiser('nesterov', own);
/** Defaults: decay 0.99, epsilon 1e-8. */
export const rmsprop = (own: Own<'decay' | 'epsilon'>): Optimiser => optimiser('rmsprop', own);
/** Graves's form, divided by the standard deviation of the gradient. Defaults: decay 0.99, epsilon 1e-8. */
export const centredRmsprop = (own: Own<'decay' | 'epsilon'>): Optimiser => optimiser('centredRmsprop', own);
/** Defaults: beta1 0.9, beta2 0.999, epsilon 1e-8. */
export const adam = (own: Own<'beta1' | 'beta2' | 'epsilon'>): Optimiser => optimiser('adam', own);
/** Defaults: those of adam, weightDecay 0.01. */
export const adamw = (own: Own<'beta1' | 'beta2' | 'epsilon' | 'weightDecay'>): Optimiser => optimiser('adamw', own);
