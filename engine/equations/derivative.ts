/** The derivative of an expression with respect to a name, as an expression again, through definitions too. Knows syntax only. */
import { errorAt } from './place.ts';
import { type ArithmeticOp, type CallNode, type DrawNode, type Expression, type Line, type PowerNode, parts } from './syntax.ts';

type Definitions = ReadonlyMap<string, Line>;

/** All names that an expression depends on, definitions and what they are made of included. */
export function dependencies(expression: Expression, definitions: Definitions, found = new Set<string>()): ReadonlySet<string> {
  for (const part of parts(expression)) dependencies(part, definitions, found);
  if (expression.kind !== 'name' || found.has(expression.name)) return found;
  found.add(expression.name);
  const definition = definitions.get(expression.name);
  if (definition !== undefined) dependencies(definition.expression, definitions, found);
  return found;
}

/** Derivative by a name; null where it is zero by structure. Where pieces meet (where, min, max, abs) it is that of one piece. */
export class Differentiation {
  readonly #by: string;
  readonly #definitions: Definitions;

  constructor(by: string, definitions: Definitions) {
    this.#by = by;
    this.#definitions = definitions;
  }

  /** @throws NeurariumError 'equation' for floor and for draws that depend on the name */
  of(e: Expression): Expression | null {
    if (!dependencies(e, this.#definitions).has(this.#by)) return null;
    switch (e.kind) {
      case 'name':
        return e.name === this.#by ? number(1, e) : this.of(this.#definitions.get(e.name)!.expression);
      case 'negate':
        return negate(this.of(e.a));
      case 'arithmetic':
        return this.#arithmetic(e.op, e.a, e.b, e);
      case 'power':
        return this.#power(e);
      case 'where': {
        const [a, b] = [this.of(e.a), this.of(e.b)];
        return a === null && b === null ? null : { ...e, a: a ?? number(0, e), b: b ?? number(0, e) };
      }
      case 'call':
        return this.#call(e);
      default:
        throw this.#none(e);
    }
  }

  #arithmetic(op: ArithmeticOp, a: Expression, b: Expression, e: Expression): Expression | null {
    const [left, right] = [this.of(a), this.of(b)];
    switch (op) {
      case '+':
        return plus(left, right);
      case '-':
        return plus(left, negate(right));
      case '*':
        return plus(times(left, b), times(a, right));
      case '/':
        return plus(over(left, b), negate(over(times(e, right), b)));
      default:
        return op satisfies never;
    }
  }

  /** n b^(n - 1) b' + b^n log(b) n'. */
  #power(e: PowerNode): Expression | null {
    const { base, exponent } = e;
    const lower: PowerNode = { ...e, exponent: binary('-', exponent, number(1, exponent)) };
    const byBase = times(times(exponent, lower), this.of(base));
    return plus(byBase, times(times(e, call('log', base)), this.of(exponent)));
  }

  #call(e: CallNode): Expression | null {
    const a = e.args[0]!;
    const one = number(1, e);
    const square = (x: Expression) => binary('*', x, x);
    const inner = this.of(a);
    switch (e.function) {
      case 'exp':
        return times(e, inner);
      case 'expm1':
        return times(call('exp', a), inner);
      case 'log':
        return over(inner, a);
      case 'log1p':
        return over(inner, binary('+', one, a));
      case 'sqrt':
        return over(inner, binary('*', number(2, e), e));
      case 'sin':
        return times(call('cos', a), inner);
      case 'cos':
        return negate(times(call('sin', a), inner));
      case 'tanh':
        return times(binary('-', one, square(e)), inner);
      case 'atan':
        return over(inner, binary('+', one, square(a)));
      case 'erf':
        // 2 / sqrt(pi)
        return times(times(number(1.1283791670955126, e), call('exp', negate(square(a))!)), inner);
      case 'abs':
        return this.#choice(binaryCompare('<', a, number(0, e)), negate(inner), inner, e);
      case 'min':
        return this.#choice(binaryCompare('<', a, e.args[1]!), inner, this.of(e.args[1]!), e);
      case 'max':
        return this.#choice(binaryCompare('>', a, e.args[1]!), inner, this.of(e.args[1]!), e);
      case 'floor':
      case 'heaviside':
        throw this.#none(e);
      default:
        return e.function satisfies never;
    }
  }

  #choice(condition: Expression, a: Expression | null, b: Expression | null, { at }: Expression): Expression {
    return { kind: 'where', condition, a: a ?? number(0, { at }), b: b ?? number(0, { at }), at };
  }

  #none(e: Expression | DrawNode) {
    return errorAt(e.at, {
      message: `the integrator 'milstein' needs the derivative of the noise by '${this.#by}', and this has none`,
      hint: "Use 'euler'.",
    });
  }
}

function number(value: number, { at }: Pick<Expression, 'at'>): Expression {
  return { kind: 'number', value, unit: '', at };
}

function negate(a: Expression | null): Expression | null {
  return a === null ? null : { kind: 'negate', a, at: a.at };
}

function binary(op: ArithmeticOp, a: Expression, b: Expression): Expression {
  return { kind: 'arithmetic', op, a, b, at: a.at };
}

function binaryCompare(op: '<' | '>', a: Expression, b: Expression): Expression {
  return { kind: 'comparison', op, a, b, at: a.at };
}

function call(name: CallNode['function'], a: Expression): Expression {
  return { kind: 'call', function: name, args: [a], at: a.at };
}

function plus(a: Expression | null, b: Expression | null): Expression | null {
  return a === null || b === null ? (a ?? b) : binary('+', a, b);
}

function times(a: Expression | null, b: Expression | null): Expression | null {
  return a === null || b === null ? null : binary('*', a, b);
}

function over(a: Expression | null, b: Expression): Expression | null {
  return a === null ? null : binary('/', a, b);
}
