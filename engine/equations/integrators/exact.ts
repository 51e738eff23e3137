/**
 * The exact solution of linear equations over a step in which everything but their own variables is held at its value of the
 * step's start: x_i' = sum_j P_ij x_j + sum_v (sum_j Q_ij s_jv) v + sum_j Q_ij b_j, where b_j is constant and s_jv scales the held
 * value v (a port, a variable without equation, t) in the equation of j. The sums in parentheses and the last one are coefficients.
 * Order of summation: state variables as declared, held values as they first appear, the constant. What is structurally zero is left out.
 */
import { Evaluation } from '../evaluation.ts';
import type { StagedBuilder, Value } from '../hoist.ts';
import { addCombinations, addValues, type Combination, LinearReader, mapScales, NOTHING } from '../linear.ts';
import { errorAt, type Place } from '../place.ts';
import { type Matrix, Propagator, type PropagatorRow, reach } from './propagator.ts';
import type { System } from './system.ts';

interface LinearSystem {
  readonly variables: readonly string[];
  readonly matrix: Matrix;
  readonly rest: ReadonlyMap<string, Combination>;
}

function refuse(system: System) {
  return (at: Place, reason: string) => {
    const why = system.named
      ? "the integrator 'exact' needs linear equations"
      : 'the model names no integrator, and it cannot be integrated exactly';
    return errorAt(at, {
      message: `${why}: ${reason}`,
      hint: "Name an integrator: 'exponential-euler' (each equation linear in its own variable), 'euler' or 'rk4'.",
    });
  };
}

function readSystem(system: System): LinearSystem {
  const { context, equations, state } = system;
  const variables = equations.map(({ target }) => target.name);
  const options = { variables: new Set(variables), constantCoefficients: true, refuse: refuse(system) };
  const reader = new LinearReader(context, new Evaluation(context, { state }), options);
  const forms = new Map(equations.map(({ target, expression }) => [target.name, reader.read(expression)]));
  const matrix: Matrix = (row, column) => {
    const entry = forms.get(row)!.terms.get(column)?.fixed ?? null;
    return entry === null || context.builder.constantOf(entry) === 0 ? null : entry;
  };
  return { variables, matrix, rest: new Map([...forms].map(([name, { rest }]) => [name, rest])) };
}

/** The same system with the derivatives of the held variables at zero. */
function heldSystem({ variables, matrix, rest }: LinearSystem, held: ReadonlySet<string>): LinearSystem {
  return {
    variables,
    matrix: (row, column) => (held.has(row) ? null : matrix(row, column)),
    rest: new Map([...rest].map(([name, one]) => [name, held.has(name) ? NOTHING : one])),
  };
}

function propagatorOf(builder: StagedBuilder, { variables, matrix, rest }: LinearSystem): Propagator {
  const driven = variables.filter((name) => rest.get(name)!.fixed !== null || rest.get(name)!.varying.size > 0);
  return new Propagator(builder, matrix, variables, new Set(driven));
}

function nextValue(builder: StagedBuilder, row: PropagatorRow, linear: LinearSystem, state: ReadonlyMap<string, Value>): Value {
  let sum: Value | null = null;
  for (const [name, entry] of row.state) sum = addValues(builder, sum, builder.mul(entry, state.get(name)!));
  let drive = NOTHING;
  for (const [name, entry] of row.input) {
    drive = addCombinations(
      builder,
      drive,
      mapScales(linear.rest.get(name)!, (scale) => builder.mul(entry, scale)),
    );
  }
  for (const { scale, value } of drive.varying.values()) sum = addValues(builder, sum, builder.mul(scale, value));
  return addValues(builder, sum, drive.fixed)!;
}

export function exact(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state, refractory } = system;
  const { builder } = context;
  const linear = readSystem(system);
  const held = new Set(equations.filter((line) => line.held).map(({ target }) => target.name));
  const still = heldSystem(linear, held);
  const propagator = propagatorOf(builder, linear);
  const stillPropagator = propagatorOf(builder, still);
  const next = new Map<string, Value>();
  for (const variable of linear.variables) {
    const moving = nextValue(builder, propagator.row(variable), linear, state);
    const dependsOnHeld = reach(linear.matrix, linear.variables, variable).some((name) => held.has(name));
    if (!dependsOnHeld) next.set(variable, moving);
    else {
      const resting = held.has(variable) ? state.get(variable)! : nextValue(builder, stillPropagator.row(variable), still, state);
      next.set(variable, builder.select(refractory!, resting, moving));
    }
  }
  return next;
}
