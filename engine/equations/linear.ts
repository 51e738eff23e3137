/** Writes an expression as a sum over chosen variables, coefficient times variable, plus a rest. Sparse: what is not written is not there. */
import type { NeurariumError } from '../errors.ts';
import type { Context, Evaluation } from './evaluation.ts';
import type { StagedBuilder, Value } from './hoist.ts';
import { type Place, textAt } from './place.ts';
import { type Expression, parts, type WhereNode } from './syntax.ts';

/** fixed + sum of scale * value, scales and `fixed` being coefficients; by the value's id, in the order of appearance. */
export interface Combination {
  readonly fixed: Value | null;
  readonly varying: ReadonlyMap<number, { readonly scale: Value; readonly value: Value }>;
}

export interface LinearForm {
  readonly terms: ReadonlyMap<string, Combination>;
  readonly rest: Combination;
}

interface LinearOptions {
  readonly variables: ReadonlySet<string>;
  /** Whether coefficients may only be made of parameters, dt and constants. */
  readonly constantCoefficients: boolean;
  /** The error for what is not linear. */
  readonly refuse: (at: Place, reason: string) => NeurariumError;
}

export const NOTHING: Combination = { fixed: null, varying: new Map() };

export function addValues(builder: StagedBuilder, a: Value | null, b: Value | null): Value | null {
  if (a === null || b === null) return a ?? b;
  return builder.add(a, b);
}

/** The combination as one value: its varying terms in order, then the fixed one; null if it is structurally zero. */
export function combinationValue(builder: StagedBuilder, { fixed, varying }: Combination): Value | null {
  let sum: Value | null = null;
  for (const { scale, value } of varying.values()) sum = addValues(builder, sum, builder.mul(scale, value));
  return addValues(builder, sum, fixed);
}

export function addCombinations(builder: StagedBuilder, a: Combination, b: Combination): Combination {
  const varying = new Map(a.varying);
  for (const [id, term] of b.varying) {
    const same = varying.get(id);
    varying.set(id, same === undefined ? term : { scale: builder.add(same.scale, term.scale), value: term.value });
  }
  return { fixed: addValues(builder, a.fixed, b.fixed), varying };
}

/** Every scale, and the fixed part, changed by `change`. */
export function mapScales({ fixed, varying }: Combination, change: (scale: Value) => Value): Combination {
  const changed = [...varying].map(([id, { scale, value }]) => [id, { scale: change(scale), value }] as const);
  return { fixed: fixed === null ? null : change(fixed), varying: new Map(changed) };
}

export class LinearReader {
  readonly #context: Context;
  readonly #evaluation: Evaluation;
  readonly #options: LinearOptions;
  readonly #mentions = new Map<string, boolean>();
  readonly #defined = new Map<string, LinearForm>();

  constructor(context: Context, evaluation: Evaluation, options: LinearOptions) {
    this.#context = context;
    this.#evaluation = evaluation;
    this.#options = options;
  }

  /** @throws what `refuse` makes, if the expression is not linear in the variables */
  read(expression: Expression): LinearForm {
    const free = !this.#mentionsVariable(expression);
    if (free) {
      const value = this.#evaluation.number(expression);
      if (value.stage === 'coefficient') return { terms: new Map(), rest: this.#combinationOf(value) };
    }
    switch (expression.kind) {
      case 'name':
        return this.#name(expression);
      case 'negate':
        return this.#map(this.read(expression.a), (scale) => this.#builder.unary('neg', scale));
      case 'arithmetic':
        return this.#arithmetic(expression);
      case 'where':
        return free ? this.#leaf(expression) : this.#where(expression);
      default:
        if (free) return this.#leaf(expression);
        throw this.#nonlinear(expression.at);
    }
  }

  get #builder(): StagedBuilder {
    return this.#context.builder;
  }

  /** A free expression as it is written, one value. */
  #leaf(expression: Expression): LinearForm {
    return { terms: new Map(), rest: this.#combinationOf(this.#evaluation.number(expression)) };
  }

  #combinationOf(value: Value): Combination {
    if (value.stage === 'step')
      return { fixed: null, varying: new Map([[value.id, { scale: this.#builder.constant(1), value }]]) };
    return { fixed: this.#builder.constantOf(value) === 0 ? null : value, varying: new Map() };
  }

  #name(node: Extract<Expression, { kind: 'name' }>): LinearForm {
    if (this.#options.variables.has(node.name)) {
      return { terms: new Map([[node.name, { fixed: this.#builder.constant(1), varying: new Map() }]]), rest: NOTHING };
    }
    const definition = this.#context.definitions.get(node.name);
    if (definition === undefined) return this.#leaf(node);
    const form = this.#defined.get(node.name) ?? this.read(definition.expression);
    this.#defined.set(node.name, form);
    return form;
  }

  #arithmetic(node: Extract<Expression, { kind: 'arithmetic' }>): LinearForm {
    const { op, a, b } = node;
    switch (op) {
      case '+':
        return this.#sum(this.read(a), this.read(b));
      case '-':
        return this.#sum(
          this.read(a),
          this.#map(this.read(b), (scale) => this.#builder.unary('neg', scale)),
        );
      case '*': {
        const freeLeft = !this.#mentionsVariable(a);
        if (!freeLeft && this.#mentionsVariable(b)) throw this.#nonlinear(node.at);
        return freeLeft ? this.#times(b, a, node.at) : this.#times(a, b, node.at);
      }
      case '/':
        if (this.#mentionsVariable(b)) throw this.#nonlinear(node.at);
        return this.#over(a, b, node.at);
      default:
        return op satisfies never;
    }
  }

  /** linear * factor, the factor being free of the variables. */
  #times(linear: Expression, factor: Expression, at: Place): LinearForm {
    const form = this.read(linear);
    const { fixed, varying } = this.read(factor).rest;
    const [first, ...more] = varying.values();
    if (first === undefined)
      return fixed === null ? { terms: new Map(), rest: NOTHING } : this.#map(form, (scale) => this.#builder.mul(scale, fixed));
    this.#mayVary(form, at);
    const single = fixed === null && more.length === 0;
    const scale = single ? first.scale : this.#builder.constant(1);
    const value = single ? first.value : this.#evaluation.number(factor);
    return this.#mapCombinations(form, (combination) =>
      this.#scaled(
        mapScales(combination, (one) => this.#builder.mul(one, scale)),
        value,
      ),
    );
  }

  #over(linear: Expression, divisor: Expression, at: Place): LinearForm {
    const form = this.read(linear);
    const value = this.#evaluation.number(divisor);
    if (value.stage === 'coefficient') return this.#map(form, (scale) => this.#builder.div(scale, value));
    this.#mayVary(form, at);
    return this.#mapCombinations(form, (combination) => {
      const whole = combinationValue(this.#builder, combination);
      return whole === null ? NOTHING : this.#combinationOf(this.#builder.div(whole, value));
    });
  }

  /** The combination times a value of the step. */
  #scaled({ fixed, varying }: Combination, value: Value): Combination {
    const scaled = [...varying.values()].map((term) => ({ scale: term.scale, value: this.#builder.mul(term.value, value) }));
    if (fixed !== null) scaled.push({ scale: fixed, value });
    return scaled
      .map((term): Combination => ({ fixed: null, varying: new Map([[term.value.id, term]]) }))
      .reduce((a, b) => addCombinations(this.#builder, a, b), NOTHING);
  }

  #where(node: WhereNode): LinearForm {
    if (this.#mentionsVariable(node.condition)) throw this.#nonlinear(node.at);
    const mask = this.#evaluation.condition(node.condition);
    const a = this.read(node.a);
    const b = this.read(node.b);
    if (mask.stage === 'step') {
      this.#mayVary(a, node.at);
      this.#mayVary(b, node.at);
    }
    const either = (left: Combination, right: Combination): Combination => {
      const zero = this.#builder.constant(0);
      const value = (combination: Combination): Value => combinationValue(this.#builder, combination) ?? zero;
      return this.#combinationOf(this.#builder.select(mask, value(left), value(right)));
    };
    const names = new Set([...a.terms.keys(), ...b.terms.keys()]);
    const terms = [...names].map((name) => [name, either(a.terms.get(name) ?? NOTHING, b.terms.get(name) ?? NOTHING)] as const);
    return { terms: new Map(terms), rest: either(a.rest, b.rest) };
  }

  #sum(a: LinearForm, b: LinearForm): LinearForm {
    const terms = new Map(a.terms);
    for (const [name, term] of b.terms) terms.set(name, addCombinations(this.#builder, terms.get(name) ?? NOTHING, term));
    return { terms, rest: addCombinations(this.#builder, a.rest, b.rest) };
  }

  #map(form: LinearForm, change: (scale: Value) => Value): LinearForm {
    return this.#mapCombinations(form, (combination) => mapScales(combination, change));
  }

  #mapCombinations(form: LinearForm, change: (combination: Combination) => Combination): LinearForm {
    const terms = [...form.terms].map(([name, term]) => [name, change(term)] as const);
    return { terms: new Map(terms), rest: change(form.rest) };
  }

  #mayVary(form: LinearForm, at: Place): void {
    const [name] = form.terms.keys();
    if (name === undefined || !this.#options.constantCoefficients) return;
    throw this.#options.refuse(at, `'${textAt(at)}' multiplies '${name}' by what may change from step to step`);
  }

  #nonlinear(at: Place): NeurariumError {
    const variables = [...this.#options.variables];
    return this.#options.refuse(
      at,
      `'${textAt(at)}' is not linear in ${variables.length === 1 ? `'${variables[0]}'` : 'the state variables'}`,
    );
  }

  #mentionsVariable(expression: Expression): boolean {
    if (expression.kind !== 'name') return parts(expression).some((part) => this.#mentionsVariable(part));
    if (this.#options.variables.has(expression.name)) return true;
    const definition = this.#context.definitions.get(expression.name);
    if (definition === undefined) return false;
    const known = this.#mentions.get(expression.name);
    if (known !== undefined) return known;
    const mentions = this.#mentionsVariable(definition.expression);
    this.#mentions.set(expression.name, mentions);
    return mentions;
  }
}
