/** Forward Euler: x' = x + dt * f(x), all derivatives from the old state. First order in dt. */
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { type System, unlessRefractory } from './system.ts';

export function euler(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const { builder } = context;
  const evaluation = new Evaluation(context, { state });
  const next = equations.map((line): [string, Value] => {
    const { name } = line.target;
    const moved = builder.add(state.get(name)!, builder.mul(builder.dt(), evaluation.number(line.expression)));
    return [name, unlessRefractory(system, line, moved)];
  });
  return new Map(next);
}
