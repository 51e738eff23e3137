/** Syntax tree -> kernel operations, at one point of the step: which values the names have there. Expects checked names and units. */
import type { StagedBuilder, Value } from './hoist.ts';
import { errorAt } from './place.ts';
import { power } from './powers.ts';
import type { Symbols } from './symbols.ts';
import type { ArithmeticOp, CallNode, ComparisonNode, DrawNode, Expression, Line, NameNode } from './syntax.ts';

/** What does not change from point to point of a step. */
export interface Context {
  readonly builder: StagedBuilder;
  readonly symbols: Symbols;
  readonly definitions: ReadonlyMap<string, Line>;
  /** Number of each draw in the text, by its node, and of the noise of each line: so a stage evaluated again sees the same draw. */
  readonly draws: Map<DrawNode | Line, number>;
}

export interface Point {
  readonly state: ReadonlyMap<string, Value>;
  /** Default: step * dt. */
  readonly time?: Value;
  /** In the statement of an event port: the sum of the arrivals. */
  readonly weight?: Value;
  /** In discrete updates: the value of x'. */
  readonly updated?: (name: string) => Value;
}

const OPERATIONS: Readonly<Record<ArithmeticOp, 'add' | 'sub' | 'mul' | 'div'>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
};

export class Evaluation {
  readonly #context: Context;
  readonly #point: Point;
  readonly #defined = new Map<string, Value>();

  constructor(context: Context, point: Point) {
    this.#context = context;
    this.#point = point;
  }

  number(expression: Expression): Value {
    const { builder } = this.#context;
    switch (expression.kind) {
      case 'number':
        return builder.constant(expression.value);
      case 'name':
        return this.#name(expression);
      case 'negate':
        return builder.unary('neg', this.number(expression.a));
      case 'arithmetic':
        return builder.binary(OPERATIONS[expression.op], this.number(expression.a), this.number(expression.b));
      case 'power':
        return power(builder, this.number(expression.base), this.number(expression.exponent));
      case 'where':
        return builder.select(this.condition(expression.condition), this.number(expression.a), this.number(expression.b));
      case 'call':
        return this.#call(expression);
      case 'draw':
        if (expression.distribution === 'poisson') return this.#poisson(expression);
        if (expression.distribution !== 'bernoulli') return drawOf(this.#context, expression, expression.distribution);
        return builder.select(this.condition(expression), builder.constant(1), builder.constant(0));
      case 'reduce':
        return builder.reduce(expression.reduction, expression.axis, this.number(expression.a));
      case 'gather':
        return builder.gather(expression.axis, this.number(expression.a), this.number(expression.index));
      case 'index':
        return builder.load('index', expression.axis);
      case 'comparison':
      case 'logic':
      case 'not':
        throw new Error(`a condition (${expression.kind}) where a number is needed: units were not checked`);
      default:
        return expression satisfies never;
    }
  }

  condition(expression: Expression): Value {
    const { builder } = this.#context;
    switch (expression.kind) {
      case 'comparison':
        return this.#comparison(expression);
      case 'logic':
        return builder.logic(expression.op, this.condition(expression.a), this.condition(expression.b));
      case 'not':
        return builder.not(this.condition(expression.a));
      case 'draw':
        return builder.compare('lt', drawOf(this.#context, expression, 'uniform'), this.number(expression.args[0]!));
      default:
        throw new Error(`a number (${expression.kind}) where a condition is needed: units were not checked`);
    }
  }

  #name({ name, primed }: NameNode): Value {
    const { builder, symbols } = this.#context;
    if (primed) return this.#point.updated!(name);
    if (name === 'dt') return builder.dt();
    if (name === 't') return this.#point.time ?? builder.mul(builder.perStep({ op: 'step' }), builder.dt());
    if (name === 'weight' && this.#point.weight !== undefined) return this.#point.weight;
    const { kind } = symbols.get(name)!;
    switch (kind) {
      case 'parameter':
        return builder.parameter(name);
      case 'state variable':
        return this.#point.state.get(name)!;
      case 'value port':
        return builder.load('port', name);
      case 'definition':
        return this.#definition(name);
      case 'event port':
        throw new Error(`event port '${name}' read: names were not checked`);
      default:
        return kind satisfies never;
    }
  }

  #definition(name: string): Value {
    const known = this.#defined.get(name);
    if (known !== undefined) return known;
    const value = this.number(this.#context.definitions.get(name)!.expression);
    this.#defined.set(name, value);
    return value;
  }

  /** a > b is b < a; a != b is not a == b, so that it holds where one is NaN. */
  #comparison({ op, a, b }: ComparisonNode): Value {
    const { builder } = this.#context;
    const left = this.number(a);
    const right = this.number(b);
    switch (op) {
      case '<':
        return builder.compare('lt', left, right);
      case '<=':
        return builder.compare('le', left, right);
      case '>':
        return builder.compare('lt', right, left);
      case '>=':
        return builder.compare('le', right, left);
      case '==':
        return builder.compare('eq', left, right);
      case '!=':
        return builder.not(builder.compare('eq', left, right));
      default:
        return op satisfies never;
    }
  }

  #call({ function: name, args }: CallNode): Value {
    const { builder } = this.#context;
    const values = args.map((argument) => this.number(argument));
    switch (name) {
      case 'sqrt':
      case 'abs':
      case 'floor':
      case 'heaviside':
        return builder.unary(name, values[0]!);
      case 'min':
      case 'max':
        return builder.binary(name, values[0]!, values[1]!);
      default:
        return builder.call(name, ...values);
    }
  }

  /** The thresholds of a mean are made once per change of a parameter, so no step may change it. */
  #poisson(node: DrawNode): Value {
    const { builder } = this.#context;
    const mean = this.number(node.args[0]!);
    if (mean.stage === 'coefficient') return builder.poisson(drawNumber(this.#context, node), mean);
    throw errorAt(node.args[0]!.at, {
      message: 'the mean of poisson() changes from step to step, expected one made of parameters, dt and numbers alone',
      hint: 'For a small mean that changes, bernoulli(mean) is the same to first order.',
    });
  }
}

/** The draw that belongs to a node, or to the noise of a line; the same each time it is asked for. */
export function drawOf(context: Context, owner: DrawNode | Line, op: 'uniform' | 'normal'): Value {
  return context.builder.perStep({ op, draw: drawNumber(context, owner) });
}

function drawNumber({ draws }: Context, owner: DrawNode | Line): number {
  const draw = draws.get(owner) ?? draws.size;
  draws.set(owner, draw);
  return draw;
}
