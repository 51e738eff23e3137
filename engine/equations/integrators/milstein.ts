/**
 * Milstein's method (Ito): x' = x + dt f + g dW + 1/2 g dg/dx (dW^2 - dt). Strong order 1 where Euler-Maruyama has 1/2. The noise must
 * be diagonal: the factor of a line's xi depends on no other variable that has noise itself, since that would take the iterated
 * integrals of two noises. Source: Kloeden & Platen 1992, Numerical Solution of Stochastic Differential Equations, 10.3.
 */
import { Differentiation, dependencies } from '../derivative.ts';
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { mentionsNoise, splitNoise } from '../noise.ts';
import { errorAt, textAt } from '../place.ts';
import type { Expression } from '../syntax.ts';
import { type System, unlessRefractory, wienerIncrement } from './system.ts';

function checkDiagonal({ context, equations }: System, name: string, diffusion: Expression): void {
  const needs = dependencies(diffusion, context.definitions);
  const other = equations.find(({ target, expression }) => {
    return target.name !== name && needs.has(target.name) && mentionsNoise(expression);
  });
  if (other === undefined) return;
  throw errorAt(diffusion.at, {
    message: `the integrator 'milstein' needs diagonal noise, but '${textAt(diffusion.at)}' scales the noise of '${name}' and depends on '${other.target.name}', which has noise of its own`,
    hint: "Use 'euler'.",
  });
}

export function milstein(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const { builder } = context;
  const evaluation = new Evaluation(context, { state });
  const dt = builder.dt();
  const next = equations.map((line): [string, Value] => {
    const { name } = line.target;
    const { drift, diffusion } = splitNoise(line);
    let moved = builder.add(state.get(name)!, builder.mul(dt, evaluation.number(drift)));
    if (diffusion !== null) {
      checkDiagonal(system, name, diffusion);
      const g = evaluation.number(diffusion);
      const increment = wienerIncrement(context, line);
      moved = builder.add(moved, builder.mul(g, increment));
      const slope = new Differentiation(name, context.definitions).of(diffusion);
      if (slope !== null) {
        const excess = builder.binary('sub', builder.mul(increment, increment), dt);
        const half = builder.mul(builder.constant(0.5), builder.mul(g, evaluation.number(slope)));
        moved = builder.add(moved, builder.mul(half, excess));
      }
    }
    return [name, unlessRefractory(system, line, moved)];
  });
  return new Map(next);
}
