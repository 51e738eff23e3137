/** The functions of the equation language: their names, how many arguments, and the node that a call becomes. */

import { lanesAxis, type ReduceKind } from '../kernels/ir.ts';
import { suggest } from '../suggest.ts';
import { errorAt, type Place, textAt } from './place.ts';
import type { Callable, Expression } from './syntax.ts';

const ARGUMENTS: Readonly<Record<Callable, number>> = {
  exp: 1,
  log: 1,
  expm1: 1,
  log1p: 1,
  sqrt: 1,
  sin: 1,
  cos: 1,
  tanh: 1,
  atan: 1,
  erf: 1,
  abs: 1,
  floor: 1,
  heaviside: 1,
  min: 2,
  max: 2,
};

/** Along an axis, which is their last argument and may be left out where there is only one. */
const REDUCTIONS: readonly ReduceKind[] = ['sum', 'mean', 'max', 'min', 'argmax', 'argmin'];
/** In sums and means, the examples that are learnt from together, unless the model has an axis of that name. */
const BATCH = 'batch';
const ALONG: Readonly<Record<'at' | 'index', number>> = { at: 2, index: 0 };

const OTHERS: Readonly<Record<'where' | 'uniform' | 'normal' | 'bernoulli' | 'poisson', number>> = {
  where: 3,
  uniform: 0,
  normal: 0,
  bernoulli: 1,
  poisson: 1,
};

/** All function names that a text may use: no model may give them to something else. */
export const FUNCTION_NAMES: readonly string[] = [
  ...new Set([...Object.keys(ARGUMENTS), ...Object.keys(OTHERS), ...REDUCTIONS, ...Object.keys(ALONG)]),
];

function isCallable(name: string): name is Callable {
  return Object.hasOwn(ARGUMENTS, name);
}

function checkCount(name: string, args: readonly Expression[], count: number, at: Place): void {
  if (args.length === count) return;
  const expected = count === 1 ? '1 argument' : `${count} arguments`;
  throw errorAt(at, { message: `${name} was given ${args.length}, but takes ${expected}` });
}

function isReduction(name: string): name is ReduceKind {
  return (REDUCTIONS as readonly string[]).includes(name);
}

function isAxis(node: Expression | undefined, axes: readonly string[]): boolean {
  return node?.kind === 'name' && !node.primed && axes.includes(node.name);
}

function isBatch(node: Expression | undefined, axes: readonly string[]): boolean {
  return isAxis(node, [BATCH]) && !axes.includes(BATCH);
}

/** The axis that `given` names; without it the only one. */
function axisOf(name: string, given: Expression | undefined, axes: readonly string[], at: Place): string {
  if (given === undefined) {
    if (axes.length < 2) return axes[0] ?? '';
    const message = `${name} must say along which axis: the model has ${axes.join(', ')}`;
    throw errorAt(at, { message, hint: `Write ${name}(..., ${axes[0]}).` });
  }
  if (given.kind === 'name' && isAxis(given, axes)) return given.name;
  const message = `'${textAt(given.at)}' is no axis of the model; the last argument of ${name} is the name of one`;
  const declare = given.kind === 'name' ? `Declare it: axes: ['${given.name}'].` : 'Leave it out where there is only one axis.';
  const hint = axes.length === 0 || given.kind !== 'name' ? declare : suggest(given.name, axes);
  throw errorAt(given.at, { message, hint });
}

/** `count` arguments, and an axis after them. */
function checkAlong(name: string, args: readonly Expression[], count: number, at: Place): void {
  if (args.length === count || args.length === count + 1) return;
  const first = count === 0 ? 'no argument' : count === 1 ? '1 argument' : `${count} arguments`;
  throw errorAt(at, { message: `${name} was given ${args.length}, but takes ${first}, and may name an axis after that` });
}

function overBatch(reduction: ReduceKind, a: Expression, at: Place): Expression {
  if (reduction === 'sum' || reduction === 'mean') return { kind: 'reduce', reduction, axis: lanesAxis, a, at };
  throw errorAt(at, { message: `${reduction} over the batch, expected sum or mean` });
}

/** What concerns other cells of the population, or null. max(a, b) of two numbers concerns one cell alone. */
function alongAxis(name: string, args: readonly Expression[], at: Place, axes: readonly string[]): Expression | null {
  if (isReduction(name)) {
    const elementwise = isCallable(name) && args.length !== 1 && !(args.length === 2 && isAxis(args[1], [...axes, BATCH]));
    if (elementwise) return null;
    checkAlong(name, args, 1, at);
    if (isBatch(args[1], axes)) return overBatch(name, args[0]!, at);
    return { kind: 'reduce', reduction: name, axis: axisOf(name, args[1], axes, at), a: args[0]!, at };
  }
  if (name === 'at') {
    checkAlong(name, args, ALONG.at, at);
    return { kind: 'gather', axis: axisOf(name, args[2], axes, at), a: args[0]!, index: args[1]!, at };
  }
  if (name !== 'index') return null;
  checkAlong(name, args, ALONG.index, at);
  return { kind: 'index', axis: axisOf(name, args[0], axes, at), at };
}

/**
 * The node of `name(args)`; `axes` are the model's.
 * @throws NeurariumError 'equation' for an unknown function, a wrong number of arguments or an unknown axis
 */
export function makeCall(name: string, args: readonly Expression[], at: Place, axes: readonly string[]): Expression {
  const along = alongAxis(name, args, at, axes);
  if (along !== null) return along;
  if (isCallable(name)) {
    checkCount(name, args, ARGUMENTS[name], at);
    return { kind: 'call', function: name, args, at };
  }
  switch (name) {
    case 'where':
      checkCount(name, args, OTHERS[name], at);
      return { kind: 'where', condition: args[0]!, a: args[1]!, b: args[2]!, at };
    case 'uniform':
    case 'normal':
    case 'bernoulli':
    case 'poisson':
      checkCount(name, args, OTHERS[name], at);
      return { kind: 'draw', distribution: name, args, at };
    default:
      throw errorAt(at, { message: `'${name}' is no known function`, hint: suggest(name, FUNCTION_NAMES) });
  }
}
