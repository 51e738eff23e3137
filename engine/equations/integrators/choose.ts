/** Which integrator a model gets: the one it names, else `exact` for derivatives and `discrete` for updates. Never another in silence. */
import { NeurariumError } from '../../errors.ts';
import type { Integrator } from '../../kernels/ir.ts';
import { suggest } from '../../suggest.ts';
import type { ParsedModel } from '../parsed-model.ts';
import { discrete } from './discrete.ts';
import { euler } from './euler.ts';
import { exact } from './exact.ts';
import { exponentialEuler } from './exponential-euler.ts';
import { rungeKutta4 } from './runge-kutta.ts';
import type { Integrate } from './system.ts';

export const INTEGRATORS: Readonly<Record<Integrator, Integrate>> = {
  exact,
  'exponential-euler': exponentialEuler,
  euler,
  rk4: rungeKutta4,
  discrete,
  none: () => new Map(),
};

/** @throws NeurariumError 'equation' if the model names an integrator that does not fit its lines */
export function chooseIntegrator({ model, derivatives, updates }: ParsedModel): Integrator {
  const named = model.integrator;
  if (named !== undefined && !Object.hasOwn(INTEGRATORS, named)) {
    const message = `'${String(named)}' is no known integrator`;
    throw new NeurariumError({
      code: 'equation',
      message,
      where: 'integrator',
      hint: suggest(String(named), Object.keys(INTEGRATORS)),
    });
  }
  const found =
    derivatives.size > 0 ? 'derivatives (dx/dt = ...)' : updates.size > 0 ? "discrete updates (x' = ...)" : 'no equations';
  const only: Integrator | null = derivatives.size > 0 ? null : updates.size > 0 ? 'discrete' : 'none';
  const fits = named === undefined || (only === null ? named !== 'discrete' && named !== 'none' : named === only);
  if (!fits) {
    const hint =
      only === null
        ? "Derivatives need 'exact', 'exponential-euler', 'euler' or 'rk4'."
        : `Leave the integrator out, or name '${only}'.`;
    throw new NeurariumError({
      code: 'equation',
      message: `the integrator '${named}' does not fit: the model has ${found}`,
      where: 'integrator',
      hint,
    });
  }
  return only ?? named ?? 'exact';
}
