/** The midpoint method, a Runge-Kutta method of second order: x' = x + dt f(t + dt/2, x + dt/2 f(t, x)). Ports and draws are held. */
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { type System, unlessRefractory } from './system.ts';

export function midpoint(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const { builder } = context;
  const dt = builder.dt();
  const half = builder.mul(builder.constant(0.5), dt);
  const start = builder.mul(builder.perStep({ op: 'step' }), dt);
  const moved = (at: ReadonlyMap<string, Value>, time: Value, length: Value): [string, Value][] => {
    const evaluation = new Evaluation(context, { state: at, time });
    return equations.map((line) => {
      const { name } = line.target;
      const next = builder.add(state.get(name)!, builder.mul(length, evaluation.number(line.expression)));
      return [name, unlessRefractory(system, line, next)];
    });
  };
  const middle = new Map([...state, ...moved(state, start, half)]);
  return new Map(moved(middle, builder.add(start, half), dt));
}
