/**
 * The exact solution of linear equations over a step in which everything but their own variables is held at its value of the
 * step's start: x_i' = sum_j P_ij x_j + sum_v (sum_j Q_ij s_jv) v + sum_j Q_ij b_j, where b_j is constant and s_jv scales the held
 * value v (a port, a variable without equation, t) in the equation of j. The sums in parentheses and the last one are coefficients.
 * Additive noise adds a normal number of the exact variance, g^2 times the integral of exp(2 a s) ds, where no other variable depends on
 * the noisy one (then its noise comes back in no way but its own decay a).
 * Order of summation: state variables as declared, held values as they first appear, the constant, the noise. What is structurally zero is left out.
 */
import { dependencies } from '../derivative.ts';
import { drawOf, Evaluation } from '../evaluation.ts';
import type { StagedBuilder, Value } from '../hoist.ts';
import { addCombinations, addValues, type Combination, LinearReader, mapScales, NOTHING } from '../linear.ts';
import { splitNoise } from '../noise.ts';
import { errorAt, type Place, textAt } from '../place.ts';
import type { Line } from '../syntax.ts';
import { type Matrix, Propagator, type PropagatorRow, reach, scalarPropagator } from './propagator.ts';
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
      hint: "Name an integrator: 'exponential-euler' (each equation linear in its own variable), 'euler', 'rk2', 'heun', 'rk4'; with noise 'euler', 'milstein' (Ito) or 'heun' (Stratonovich).",
    });
  };
}

function readSystem(system: System): LinearSystem {
  const { context, equations, state } = system;
  const variables = equations.map(({ target }) => target.name);
  const options = { variables: new Set(variables), constantCoefficients: true, refuse: refuse(system) };
  const reader = new LinearReader(context, new Evaluation(context, { state }), options);
  const forms = new Map(equations.map((line) => [line.target.name, reader.read(splitNoise(line).drift)]));
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

const NOISE_HINT = "Name 'euler' or 'milstein' (Ito) or 'heun' (Stratonovich).";

/** The noise that a line adds over the step; null for a line without. */
function noiseOf(system: System, linear: LinearSystem, line: Line): Value | null {
  const { context, state } = system;
  const { builder } = context;
  const { name } = line.target;
  const { diffusion } = splitNoise(line);
  if (diffusion === null) return null;
  const needs = dependencies(diffusion, context.definitions);
  const needed = linear.variables.find((variable) => needs.has(variable));
  if (needed !== undefined) {
    const message = `the integrator 'exact' takes additive noise only, but '${textAt(diffusion.at)}' depends on '${needed}'`;
    throw errorAt(diffusion.at, { message, hint: NOISE_HINT });
  }
  const driven = linear.variables.find((other) => other !== name && reach(linear.matrix, linear.variables, other).includes(name));
  if (driven !== undefined) {
    const message = `the integrator 'exact' takes noise only in a variable that no other depends on, but '${driven}' depends on '${name}'`;
    throw errorAt(line.at, { message, hint: NOISE_HINT });
  }
  const a = linear.matrix(name, name);
  const variance = a === null ? builder.dt() : scalarPropagator(builder, builder.mul(builder.constant(2), a)).integral;
  const scale = builder.mul(new Evaluation(context, { state }).number(diffusion), builder.unary('sqrt', variance));
  return builder.mul(scale, drawOf(context, line, 'normal'));
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
  for (const line of equations) {
    const variable = line.target.name;
    const noise = noiseOf(system, linear, line);
    const withNoise = (value: Value): Value => addValues(builder, value, noise)!;
    const moving = withNoise(nextValue(builder, propagator.row(variable), linear, state));
    const dependsOnHeld = reach(linear.matrix, linear.variables, variable).some((name) => held.has(name));
    if (!dependsOnHeld) next.set(variable, moving);
    else {
      const resting = held.has(variable)
        ? state.get(variable)!
        : withNoise(nextValue(builder, stillPropagator.row(variable), still, state));
      next.set(variable, builder.select(refractory!, resting, moving));
    }
  }
  return next;
}
