/** Statements that run in order and see new values: of a reset, of a learning rule. */
import { type Context, Evaluation } from './evaluation.ts';
import type { Value } from './hoist.ts';
import type { AssignmentOp, Statement } from './syntax.ts';

const OPERATIONS: Readonly<Record<Exclude<AssignmentOp, '='>, 'add' | 'sub' | 'mul' | 'div'>> = {
  '+=': 'add',
  '-=': 'sub',
  '*=': 'mul',
  '/=': 'div',
};

/** The state after them. */
export function applyStatements(
  statements: readonly Statement[],
  context: Context,
  before: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const after = new Map(before);
  for (const { target, op, expression } of statements) {
    const value = new Evaluation(context, { state: new Map(after) }).number(expression);
    after.set(target.name, op === '=' ? value : context.builder.binary(OPERATIONS[op], after.get(target.name)!, value));
  }
  return after;
}
