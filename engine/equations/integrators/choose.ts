/** Which integrator a model gets: the one it names, else `exact` for derivatives and `discrete` for updates. Never another in silence. */
import { NeurariumError } from '../../errors.ts';
import type { Integrator } from '../../kernels/ir.ts';
import { suggest } from '../../suggest.ts';
import { mentionsNoise } from '../noise.ts';
import type { ParsedModel } from '../parsed-model.ts';
import { errorAt } from '../place.ts';
import { discrete } from './discrete.ts';
import { euler } from './euler.ts';
import { exact } from './exact.ts';
import { exponentialEuler } from './exponential-euler.ts';
import { heun } from './heun.ts';
import { midpoint } from './midpoint.ts';
import { milstein } from './milstein.ts';
import { rungeKutta4 } from './runge-kutta.ts';
import type { Integrate } from './system.ts';

export const INTEGRATORS: Readonly<Record<Integrator, Integrate>> = {
  exact,
  'exponential-euler': exponentialEuler,
  euler,
  rk2: midpoint,
  rk4: rungeKutta4,
  heun,
  milstein,
  discrete,
  none: () => new Map(),
};

/** `exact` looks further: linear equations with additive noise alone. */
const TAKES_NOISE: readonly Integrator[] = ['euler', 'heun', 'milstein', 'exact'];

function checkNoise({ derivatives }: ParsedModel, integrator: Integrator): void {
  if (TAKES_NOISE.includes(integrator)) return;
  const noisy = [...derivatives.values()].find(({ expression }) => mentionsNoise(expression));
  if (noisy === undefined) return;
  throw errorAt(noisy.at, {
    message: `the integrator '${integrator}' takes no noise, but this line has xi`,
    hint: "Noise is taken by 'euler' and 'milstein' (Ito), 'heun' (Stratonovich), and 'exact' (linear equations, additive noise).",
  });
}

/** @throws NeurariumError 'equation' if the model names an integrator that does not fit its lines */
export function chooseIntegrator(parsed: ParsedModel): Integrator {
  const { model, derivatives, updates } = parsed;
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
        ? "Derivatives need 'exact', 'exponential-euler', 'euler', 'rk2', 'rk4', 'heun' or 'milstein'."
        : `Leave the integrator out, or name '${only}'.`;
    throw new NeurariumError({
      code: 'equation',
      message: `the integrator '${named}' does not fit: the model has ${found}`,
      where: 'integrator',
      hint,
    });
  }
  const integrator = only ?? named ?? 'exact';
  checkNoise(parsed, integrator);
  return integrator;
}
