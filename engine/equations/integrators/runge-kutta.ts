/**
 * The classical Runge-Kutta method of fourth order: slopes at t, twice at t + dt/2, at t + dt; then
 * x' = x + dt/6 * ((k1 + 2 (k2 + k3)) + k4). Ports, draws and refractoriness are constant over the step.
 */
import { Evaluation } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import { type System, unlessRefractory } from './system.ts';

type Values = ReadonlyMap<string, Value>;

export function rungeKutta4(system: System): Values {
  const { context, equations, state } = system;
  const { builder } = context;
  const dt = builder.dt();
  const half = builder.mul(builder.constant(0.5), dt);
  const start = builder.mul(builder.perStep({ op: 'step' }), dt);

  const slopes = (at: Values, time: Value): Values => {
    const evaluation = new Evaluation(context, { state: at, time });
    return new Map(equations.map(({ target, expression }) => [target.name, evaluation.number(expression)]));
  };
  const moved = (along: (name: string) => Value, length: Value): Values => {
    const next = new Map(state);
    for (const line of equations) {
      const { name } = line.target;
      next.set(name, unlessRefractory(system, line, builder.add(state.get(name)!, builder.mul(length, along(name)))));
    }
    return next;
  };

  const middle = builder.add(start, half);
  const k1 = slopes(state, start);
  const k2 = slopes(
    moved((name) => k1.get(name)!, half),
    middle,
  );
  const k3 = slopes(
    moved((name) => k2.get(name)!, half),
    middle,
  );
  const k4 = slopes(
    moved((name) => k3.get(name)!, dt),
    builder.add(start, dt),
  );
  const total = (name: string): Value => {
    const inner = builder.mul(builder.constant(2), builder.add(k2.get(name)!, k3.get(name)!));
    return builder.add(builder.add(k1.get(name)!, inner), k4.get(name)!);
  };
  const next = moved(total, builder.div(dt, builder.constant(6)));
  return new Map(equations.map(({ target }) => [target.name, next.get(target.name)!]));
}
