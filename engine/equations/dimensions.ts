/** Infers the unit of every expression and checks that the units of a model add up. Names must be checked before. */
import { DIMENSIONLESS, type Dimension, formatDimension, multiplyDimensions, parseUnit, sameDimension } from '../units.ts';
import type { ParsedModel } from './parsed-model.ts';
import { errorAt, type Place, textAt } from './place.ts';
import type { Symbols } from './symbols.ts';
import type { CallNode, Expression, Line, NameNode, PowerNode, Statement } from './syntax.ts';

const TIME: Dimension = [1, 0, 0, 0, 0];
/** Of xi, whose integral over dt has the variance dt. */
const NOISE: Dimension = [-0.5, 0, 0, 0, 0];

/** 'any': the literal 0, which fits every unit. */
type Unit = Dimension | 'any';

/** What bernoulli(p) gives is a condition or a number (0 or 1), as its place asks for. */
type Kind = Unit | 'condition' | 'flag';

/** The value of a constant exponent such as 2, -1 or 1/3; null if it is no constant. */
function constantValue(expression: Expression): number | null {
  if (expression.kind === 'number') return expression.unit === '' ? expression.value : null;
  if (expression.kind === 'negate') {
    const a = constantValue(expression.a);
    return a === null ? null : -a;
  }
  if (expression.kind !== 'arithmetic') return null;
  const a = constantValue(expression.a);
  const b = constantValue(expression.b);
  if (a === null || b === null) return null;
  return { '+': a + b, '-': a - b, '*': a * b, '/': a / b }[expression.op];
}

function format(unit: Unit): string {
  if (unit === 'any') return 'any unit';
  return sameDimension(unit, DIMENSIONLESS) ? 'a number without unit' : `in ${formatDimension(unit)}`;
}

function fits(a: Unit, b: Unit): boolean {
  return a === 'any' || b === 'any' || sameDimension(a, b);
}

export class DimensionChecker {
  readonly #lines: ParsedModel['definitions'];
  readonly #symbols: Symbols;
  readonly #definitions = new Map<string, Unit>();
  #weight: Dimension | null = null;

  constructor(definitions: ParsedModel['definitions'], symbols: Symbols) {
    this.#lines = definitions;
    this.#symbols = symbols;
  }

  /** One expression by itself, called `what` in errors. @throws as `all` */
  expression(expression: Expression, expected: Dimension | 'condition', what: string): void {
    if (expected === 'condition') this.#condition(expression);
    else this.#expect(expression, expected, what);
  }

  /** The whole model. @throws NeurariumError 'unit' (or 'equation' where a condition stands for a number) */
  all({ derivatives, updates, definitions, ports, when, reset, refractory, amplitude }: ParsedModel): void {
    for (const name of definitions.keys()) this.#definition(name);
    for (const line of derivatives.values()) this.#line(line, multiplyDimensions(this.#declared(line.target.name), TIME, -1));
    for (const line of updates.values()) this.#line(line, this.#declared(line.target.name));
    for (const [port, statements] of ports) {
      this.#weight = this.#declared(port);
      for (const statement of statements) this.#statement(statement);
    }
    if (when !== null) this.#condition(when);
    for (const statement of reset) this.#statement(statement);
    if (refractory !== null) this.#expect(refractory, TIME, 'the refractory time');
    if (amplitude !== null) this.#expect(amplitude, DIMENSIONLESS, 'the amplitude of a spike');
  }

  #declared(name: string): Dimension {
    return this.#symbols.get(name)!.dimension!;
  }

  #line(line: Line, dimension: Dimension): void {
    const { name } = line.target;
    this.#expect(line.expression, dimension, line.kind === 'derivative' ? `d${name}/dt` : `${name}'`);
  }

  #statement({ target, op, expression }: Statement): void {
    const scales = op === '*=' || op === '/=';
    const left = scales ? `what '${target.name}' is scaled by` : `'${target.name}'`;
    this.#expect(expression, scales ? DIMENSIONLESS : this.#declared(target.name), left);
  }

  #expect(expression: Expression, expected: Dimension, left: string): void {
    const unit = this.#number(expression);
    if (fits(unit, expected)) return;
    throw this.#mismatch(expression.at, left, expected, `'${textAt(expression.at)}'`, unit);
  }

  #mismatch(at: Place, left: string, leftUnit: Unit, right: string, rightUnit: Unit) {
    const message = `${left} is ${format(leftUnit)}, but ${right} is ${format(rightUnit)}`;
    return errorAt(at, { code: 'unit', message, hint: 'Constants may carry a unit, such as 140 mV or 1 ms.' });
  }

  #definition(name: string): Unit {
    const known = this.#definitions.get(name);
    if (known !== undefined) return known;
    const unit = this.#number(this.#lines.get(name)!.expression);
    this.#definitions.set(name, unit);
    return unit;
  }

  #number(expression: Expression): Unit {
    const kind = this.#kind(expression);
    if (kind === 'flag') return DIMENSIONLESS;
    if (kind !== 'condition') return kind;
    const text = textAt(expression.at);
    throw errorAt(expression.at, {
      message: `'${text}' is a condition, but a number is needed here`,
      hint: `Write where(${text}, 1, 0).`,
    });
  }

  #condition(expression: Expression): void {
    const kind = this.#kind(expression);
    if (kind === 'condition' || kind === 'flag') return;
    throw errorAt(expression.at, {
      message: `'${textAt(expression.at)}' is a number, but a condition is needed here`,
      hint: 'Conditions are comparisons, joined by and, or, not.',
    });
  }

  #kind(expression: Expression): Kind {
    switch (expression.kind) {
      case 'number':
        if (expression.value === 0 && expression.unit === '') return 'any';
        return this.#unitOfNumber(expression.unit);
      case 'name':
        return this.#name(expression);
      case 'negate':
        return this.#number(expression.a);
      case 'arithmetic':
        return this.#arithmetic(expression);
      case 'power':
        return this.#power(expression);
      case 'comparison':
        this.#same(expression.a, expression.b);
        return 'condition';
      case 'logic':
        this.#condition(expression.a);
        this.#condition(expression.b);
        return 'condition';
      case 'not':
        this.#condition(expression.a);
        return 'condition';
      case 'where':
        this.#condition(expression.condition);
        return this.#same(expression.a, expression.b);
      case 'call':
        return this.#call(expression);
      case 'draw':
        for (const argument of expression.args) this.#dimensionless(argument, expression.distribution);
        return expression.distribution === 'bernoulli' ? 'flag' : DIMENSIONLESS;
      case 'reduce': {
        const unit = this.#number(expression.a);
        return expression.reduction === 'argmax' || expression.reduction === 'argmin' ? DIMENSIONLESS : unit;
      }
      case 'gather':
        this.#dimensionless(expression.index, 'an index');
        return this.#number(expression.a);
      case 'index':
        return DIMENSIONLESS;
      default:
        return expression satisfies never;
    }
  }

  #unitOfNumber(unit: string): Dimension {
    return unit === '' ? DIMENSIONLESS : parseUnit(unit).dimension;
  }

  #name({ name }: NameNode): Unit {
    if (name === 't' || name === 'dt') return TIME;
    if (name === 'xi') return NOISE;
    if (name === 'weight' && !this.#symbols.has(name)) return this.#weight!;
    return this.#symbols.get(name)!.dimension ?? this.#definition(name);
  }

  #arithmetic({ op, a, b }: Extract<Expression, { kind: 'arithmetic' }>): Unit {
    if (op === '+' || op === '-') return this.#same(a, b);
    const left = this.#number(a);
    const right = this.#number(b);
    if (left === 'any') return 'any';
    if (right === 'any') return op === '*' ? 'any' : left;
    return multiplyDimensions(left, right, op === '*' ? 1 : -1);
  }

  #power({ base, exponent, at }: PowerNode): Unit {
    const unit = this.#number(base);
    this.#dimensionless(exponent, 'an exponent');
    if (unit === 'any' || sameDimension(unit, DIMENSIONLESS)) return DIMENSIONLESS;
    const power = constantValue(exponent);
    if (power !== null) return multiplyDimensions(DIMENSIONLESS, unit, power);
    const message = `'${textAt(base.at)}' is ${format(unit)}, so its exponent must be a constant, but '${textAt(exponent.at)}' is none`;
    throw errorAt(at, { code: 'unit', message });
  }

  #call({ function: name, args }: CallNode): Unit {
    switch (name) {
      case 'min':
      case 'max':
        return this.#same(args[0]!, args[1]!);
      case 'abs':
        return this.#number(args[0]!);
      case 'heaviside':
        this.#number(args[0]!);
        return DIMENSIONLESS;
      case 'sqrt': {
        const unit = this.#number(args[0]!);
        return unit === 'any' ? 'any' : multiplyDimensions(DIMENSIONLESS, unit, 0.5);
      }
      default:
        this.#dimensionless(args[0]!, name);
        return DIMENSIONLESS;
    }
  }

  #same(a: Expression, b: Expression): Unit {
    const left = this.#number(a);
    const right = this.#number(b);
    if (!fits(left, right)) throw this.#mismatch(b.at, `'${textAt(a.at)}'`, left, `'${textAt(b.at)}'`, right);
    return left === 'any' ? right : left;
  }

  #dimensionless(argument: Expression, who: string): void {
    const unit = this.#number(argument);
    if (fits(unit, DIMENSIONLESS)) return;
    const message = `${who} needs a number without unit, but '${textAt(argument.at)}' is ${format(unit)}`;
    throw errorAt(argument.at, { code: 'unit', message, hint: 'Divide by a quantity of the same unit.' });
  }
}
