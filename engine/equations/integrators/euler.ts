/**
 * Forward Euler: x' = x + dt f(x), all derivatives from the old state. First order in dt. With noise it is Euler-Maruyama,
 * x' = x + dt f(x) + g(x) dW (Ito), dW normal of variance dt: strong order 1/2, and 1 for additive noise; weak order 1.
 */
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { splitNoise } from '../noise.ts';
import { type System, unlessRefractory, wienerIncrement } from './system.ts';

export function euler(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const { builder } = context;
  const evaluation = new Evaluation(context, { state });
  const next = equations.map((line): [string, Value] => {
    const { name } = line.target;
    const { drift, diffusion } = splitNoise(line);
    const moved = builder.add(state.get(name)!, builder.mul(builder.dt(), evaluation.number(drift)));
    const noisy =
      diffusion === null ? moved : builder.add(moved, builder.mul(evaluation.number(diffusion), wienerIncrement(context, line)));
    return [name, unlessRefractory(system, line, noisy)];
  });
  return new Map(next);
}
