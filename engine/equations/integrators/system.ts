/** What every integrator is given and gives back. */
import { type Context, drawOf } from '../evaluation.ts';
import type { Value } from '../hoist.ts';
import type { Line } from '../syntax.ts';

export interface System {
  readonly context: Context;
  /** Derivatives or updates, in the declared order of their variables. */
  readonly equations: readonly Line[];
  /** All state variables after the arrivals. */
  readonly state: ReadonlyMap<string, Value>;
  /** Whether the cell is refractory; null if the model never is. Constant over the step. */
  readonly refractory: Value | null;
  /** Whether the model names its integrator. */
  readonly named: boolean;
}

/** New values of the variables that have an equation. Ports are constant over the step. */
export type Integrate = (system: System) => ReadonlyMap<string, Value>;

/** `next`, or while refractory the old value if the equation says `(unless refractory)`. */
export function unlessRefractory({ context, state, refractory }: System, line: Line, next: Value): Value {
  if (!line.held) return next;
  return context.builder.select(refractory!, state.get(line.target.name)!, next);
}

/** What the line's xi adds up to over the step: normal of variance dt, the same number wherever the line is evaluated. */
export function wienerIncrement(context: Context, line: Line): Value {
  const { builder } = context;
  return builder.mul(builder.unary('sqrt', builder.dt()), drawOf(context, line, 'normal'));
}
