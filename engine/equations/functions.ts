/** The functions of the equation language: their names, how many arguments, and the node that a call becomes. */
import { suggest } from '../suggest.ts';
import { errorAt, type Place } from './place.ts';
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
  min: 2,
  max: 2,
};

const OTHERS: Readonly<Record<'where' | 'uniform' | 'normal' | 'bernoulli' | 'poisson', number>> = {
  where: 3,
  uniform: 0,
  normal: 0,
  bernoulli: 1,
  poisson: 1,
};

/** Part of the language, but not of this version. */
const LATER: ReadonlyMap<string, string> = new Map([
  ['sum', 'reductions over an axis'],
  ['mean', 'reductions over an axis'],
  ['argmax', 'reductions over an axis'],
  ['argmin', 'reductions over an axis'],
  ['at', 'gathering along an axis'],
]);

/** All function names that a text may use or will be able to: no model may give them to something else. */
export const FUNCTION_NAMES: readonly string[] = [...Object.keys(ARGUMENTS), ...Object.keys(OTHERS), ...LATER.keys()];

function isCallable(name: string): name is Callable {
  return Object.hasOwn(ARGUMENTS, name);
}

function checkCount(name: string, args: readonly Expression[], count: number, at: Place): void {
  if (args.length === count) return;
  if (name === 'max' && args.length === 1) throw notInThisVersion('max(x)', 'reductions over an axis', at);
  const expected = count === 1 ? '1 argument' : `${count} arguments`;
  throw errorAt(at, { message: `${name} was given ${args.length}, but takes ${expected}` });
}

function notInThisVersion(what: string, feature: string, at: Place) {
  return errorAt(at, {
    message: `'${what}' is not available: this version does not have ${feature} yet`,
    hint: 'The random draws are uniform(), normal(), bernoulli(p) and poisson(mean).',
  });
}

/** The node of `name(args)`. @throws NeurariumError 'equation' for an unknown function or a wrong number of arguments */
export function makeCall(name: string, args: readonly Expression[], at: Place): Expression {
  if (isCallable(name)) {
    checkCount(name, args, ARGUMENTS[name], at);
    return { kind: 'call', function: name, args, at };
  }
  const later = LATER.get(name);
  if (later !== undefined) throw notInThisVersion(name, later, at);
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
