/** Arrivals: applies the statements of the event ports, in declared order, each once to the sum of the step's arrivals. */
import { type Context, Evaluation } from './evaluation.ts';
import type { Value } from './hoist.ts';
import { LinearReader } from './linear.ts';
import type { ParsedModel } from './parsed-model.ts';
import { errorAt, type Place } from './place.ts';
import type { Statement } from './syntax.ts';

function refuse(at: Place, reason: string) {
  return errorAt(at, {
    message: `the statement of an event port is 'x += weight' or 'x += weight * f(state, parameters)': ${reason}`,
    hint: 'Arrivals are summed before the statement is applied, so it must be proportional to weight.',
  });
}

/** Proportional to `weight`, and nothing else added: else summing arrivals first would give another result. */
function checkShape(context: Context, evaluation: Evaluation, statement: Statement): void {
  if (statement.op !== '+=') throw refuse(statement.at, `'${statement.op}' is not '+='`);
  const options = { variables: new Set(['weight']), constantCoefficients: false, refuse };
  const { terms, rest } = new LinearReader(context, evaluation, options).read(statement.expression);
  if (!terms.has('weight')) throw refuse(statement.at, "it does not use 'weight'");
  if (rest.fixed !== null || rest.varying.size > 0)
    throw refuse(statement.at, "it adds something that is not multiplied by 'weight'");
}

/** State after the arrivals. A variable that is held while refractory does not take them then. */
export function applyArrivals(
  parsed: ParsedModel,
  context: Context,
  before: ReadonlyMap<string, Value>,
  refractory: Value | null,
): ReadonlyMap<string, Value> {
  const { builder } = context;
  const state = new Map(before);
  for (const [port, statements] of parsed.ports) {
    const weight = builder.load('port', port);
    for (const statement of statements) {
      const evaluation = new Evaluation(context, { state: new Map(state), weight });
      checkShape(context, evaluation, statement);
      const { name } = statement.target;
      const old = state.get(name)!;
      const added = builder.add(old, evaluation.number(statement.expression));
      const held = (parsed.derivatives.get(name) ?? parsed.updates.get(name))?.held === true;
      state.set(name, held ? builder.select(refractory!, old, added) : added);
    }
  }
  return state;
}
