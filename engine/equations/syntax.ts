/** The syntax tree of the equation language: plain data, one kind of node per idea. It knows no model: names are only names here. */
import type { FunctionName, ReduceKind } from '../kernels/ir.ts';
import type { Place } from './place.ts';

interface Node {
  readonly at: Place;
}

/** `value` in internal units; `unit` as written after the number, '' for a bare number. */
export interface NumberNode extends Node {
  readonly kind: 'number';
  readonly value: number;
  readonly unit: string;
}

/** `primed`: x', the value after a discrete update. */
export interface NameNode extends Node {
  readonly kind: 'name';
  readonly name: string;
  readonly primed: boolean;
}

export interface NegateNode extends Node {
  readonly kind: 'negate';
  readonly a: Expression;
}

export type ArithmeticOp = '+' | '-' | '*' | '/';

export interface ArithmeticNode extends Node {
  readonly kind: 'arithmetic';
  readonly op: ArithmeticOp;
  readonly a: Expression;
  readonly b: Expression;
}

export interface PowerNode extends Node {
  readonly kind: 'power';
  readonly base: Expression;
  readonly exponent: Expression;
}

export type ComparisonOp = '<' | '<=' | '>' | '>=' | '==' | '!=';

export interface ComparisonNode extends Node {
  readonly kind: 'comparison';
  readonly op: ComparisonOp;
  readonly a: Expression;
  readonly b: Expression;
}

export interface LogicNode extends Node {
  readonly kind: 'logic';
  readonly op: 'and' | 'or';
  readonly a: Expression;
  readonly b: Expression;
}

export interface NotNode extends Node {
  readonly kind: 'not';
  readonly a: Expression;
}

/** where(condition, a, b): a where the condition holds, else b. */
export interface WhereNode extends Node {
  readonly kind: 'where';
  readonly condition: Expression;
  readonly a: Expression;
  readonly b: Expression;
}

/** Functions of a number that the kernels have: the engine's own ones (`pow` is written as a power), and single operations. */
export type Callable = Exclude<FunctionName, 'pow'> | 'sqrt' | 'abs' | 'floor' | 'heaviside' | 'min' | 'max';

export interface CallNode extends Node {
  readonly kind: 'call';
  readonly function: Callable;
  readonly args: readonly Expression[];
}

/** A random draw. Each node in the text is a draw of its own, made once per cell and step. */
export interface DrawNode extends Node {
  readonly kind: 'draw';
  readonly distribution: 'uniform' | 'normal' | 'bernoulli' | 'poisson';
  readonly args: readonly Expression[];
}

/** One number of all cells along an axis ('' for the population's only one). */
export interface ReduceNode extends Node {
  readonly kind: 'reduce';
  readonly reduction: ReduceKind;
  readonly axis: string;
  readonly a: Expression;
}

/** at(x, i): x of the cell at index i along the axis. */
export interface GatherNode extends Node {
  readonly kind: 'gather';
  readonly axis: string;
  readonly a: Expression;
  readonly index: Expression;
}

/** index(): the cell's own place along the axis, from 0. */
export interface IndexNode extends Node {
  readonly kind: 'index';
  readonly axis: string;
}

export type Expression =
  | NumberNode
  | NameNode
  | NegateNode
  | ArithmeticNode
  | PowerNode
  | ComparisonNode
  | LogicNode
  | NotNode
  | WhereNode
  | CallNode
  | DrawNode
  | ReduceNode
  | GatherNode
  | IndexNode;

/** A name being written to. */
export interface Target extends Node {
  readonly name: string;
}

/** A line of the equations: `dx/dt = ...`, `x' = ...` or `name = ...`. `held`: `(unless refractory)`. */
export interface Line extends Node {
  readonly kind: 'derivative' | 'update' | 'definition';
  readonly target: Target;
  readonly expression: Expression;
  readonly held: boolean;
}

export type AssignmentOp = '=' | '+=' | '-=' | '*=' | '/=';

/** A statement of an event port or of a reset. */
export interface Statement extends Node {
  readonly target: Target;
  readonly op: AssignmentOp;
  readonly expression: Expression;
}

/** The direct parts of an expression, in the order of the text. */
export function parts(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'number':
    case 'name':
    case 'index':
      return [];
    case 'negate':
    case 'not':
    case 'reduce':
      return [expression.a];
    case 'gather':
      return [expression.a, expression.index];
    case 'arithmetic':
    case 'comparison':
    case 'logic':
      return [expression.a, expression.b];
    case 'power':
      return [expression.base, expression.exponent];
    case 'where':
      return [expression.condition, expression.a, expression.b];
    case 'call':
    case 'draw':
      return expression.args;
    default:
      return expression satisfies never;
  }
}

/** All names in an expression, each as often as it is written, in the order of the text. */
export function namesIn(expression: Expression): NameNode[] {
  return expression.kind === 'name' ? [expression] : parts(expression).flatMap(namesIn);
}

/** What an expression has to do with an axis of the population, in the order of the text. */
export function alongAxesIn(expression: Expression): Expression[] {
  const inner = parts(expression).flatMap(alongAxesIn);
  return ['reduce', 'gather', 'index'].includes(expression.kind) ? [expression, ...inner] : inner;
}
