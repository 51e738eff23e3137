/**
 * The propagator of a linear system dx/dt = A x + b over one step: P = exp(A dt), Q = integral of exp(A s) ds from 0 to dt.
 * A and b are sparse by structure (what is written), never by value, since parameters may change while a simulation runs.
 * Row i is made from the variables that i depends on, directly or through others, and from no more: so a further variable that i
 * does not depend on changes none of its bits.
 */
import type { StagedBuilder, Value } from '../hoist.ts';

/** Coefficient of `column` in the derivative of `row`; null where the equation does not mention it. */
export type Matrix = (row: string, column: string) => Value | null;

/** P_ij and Q_ij of one i, by j in declared order; Q only for the j with a b. */
export interface PropagatorRow {
  readonly state: ReadonlyMap<string, Value>;
  readonly input: ReadonlyMap<string, Value>;
}

/** exp(a dt), and the integral of exp(a s) ds, which is dt where a is 0. */
export function scalarPropagator(builder: StagedBuilder, a: Value): { decay: Value; integral: Value } {
  const dt = builder.dt();
  const exponent = builder.mul(a, dt);
  const isZero = builder.compare('eq', a, builder.constant(0));
  return {
    decay: builder.call('exp', exponent),
    integral: builder.select(isZero, dt, builder.div(builder.call('expm1', exponent), a)),
  };
}

/** `variable` and all that it depends on, in the order of `variables`. */
export function reach(matrix: Matrix, variables: readonly string[], variable: string): string[] {
  const found = new Set([variable]);
  // A Set is walked in the order of insertion, and additions during the walk are walked too.
  for (const row of found) for (const column of variables) if (matrix(row, column) !== null) found.add(column);
  return variables.filter((name) => found.has(name));
}

/** One variable that depends on itself at most: no matrix needed. */
function singleRow(builder: StagedBuilder, matrix: Matrix, variable: string, driven: boolean): PropagatorRow {
  const a = matrix(variable, variable);
  const { decay, integral } = a === null ? { decay: builder.constant(1), integral: builder.dt() } : scalarPropagator(builder, a);
  return { state: new Map([[variable, decay]]), input: new Map(driven ? [[variable, integral]] : []) };
}

export class Propagator {
  readonly #builder: StagedBuilder;
  readonly #matrix: Matrix;
  readonly #variables: readonly string[];
  readonly #driven: ReadonlySet<string>;
  /** One exponential per set of variables. */
  readonly #exponentials = new Map<string, (row: number, column: number) => Value>();

  /** `driven`: the variables with a b. */
  constructor(builder: StagedBuilder, matrix: Matrix, variables: readonly string[], driven: ReadonlySet<string>) {
    this.#builder = builder;
    this.#matrix = matrix;
    this.#variables = variables;
    this.#driven = driven;
  }

  row(variable: string): PropagatorRow {
    const members = reach(this.#matrix, this.#variables, variable);
    if (members.length === 1) return singleRow(this.#builder, this.#matrix, variable, this.#driven.has(variable));
    const inputs = members.filter((name) => this.#driven.has(name));
    const exponential = this.#exponential(members, inputs);
    const i = members.indexOf(variable);
    return {
      state: new Map(members.map((name, j) => [name, exponential(i, j)])),
      input: new Map(inputs.map((name, j) => [name, exponential(i, members.length + j)])),
    };
  }

  /** exp of the augmented matrix [[A, E], [0, 0]] dt is [[P, Q E], [0, 1]]; E has one unit column per input. Singular A needs no care. */
  #exponential(members: readonly string[], inputs: readonly string[]): (row: number, column: number) => Value {
    const key = members.join(' ');
    const known = this.#exponentials.get(key);
    if (known !== undefined) return known;
    const builder = this.#builder;
    const zero = builder.constant(0);
    const dt = builder.dt();
    const upper = members.flatMap((row) => [
      ...members.map((column) => {
        const entry = this.#matrix(row, column);
        return entry === null ? zero : builder.mul(entry, dt);
      }),
      ...inputs.map((input) => (input === row ? dt : zero)),
    ]);
    const size = members.length + inputs.length;
    const lower = inputs.flatMap(() => Array.from({ length: size }, () => zero));
    const exponential = builder.exponential([...upper, ...lower], size);
    this.#exponentials.set(key, exponential);
    return exponential;
  }
}
