/** Discrete updates x' = f(x, y'): x is old, y' new; each is computed once its needs are. Circles are refused before (names.ts). */
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { type System, unlessRefractory } from './system.ts';

export function discrete(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const next = new Map<string, Value>();
  const updated = (name: string): Value => {
    const known = next.get(name);
    if (known !== undefined) return known;
    const line = equations.find(({ target }) => target.name === name)!;
    const value = unlessRefractory(system, line, evaluation.number(line.expression));
    next.set(name, value);
    return value;
  };
  const evaluation = new Evaluation(context, { state, updated });
  for (const { target } of equations) updated(target.name);
  return next;
}
