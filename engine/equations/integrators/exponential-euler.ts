/**
 * Exponential Euler: each equation is dx/dt = a x + b with a and b from the old state of all others, solved exactly over the step:
 * x' = x + (a x + b) * (a = 0 ? dt : expm1(a dt) / a). Where a depends on parameters alone, x' = exp(a dt) x + b * (...), and all
 * that is constant is a coefficient. First order in dt; stable for stiff conductances.
 */
import { Evaluation } from '../evaluation.ts';
import type { StagedBuilder, Value } from '../hoist.ts';
import { addValues, combinationValue, type LinearForm, LinearReader, mapScales } from '../linear.ts';
import { errorAt, type Place } from '../place.ts';
import type { Line } from '../syntax.ts';
import { scalarPropagator } from './propagator.ts';
import { type System, unlessRefractory } from './system.ts';

function refuse(at: Place, reason: string) {
  return errorAt(at, {
    message: `the integrator 'exponential-euler' needs each equation linear in its own variable: ${reason}`,
    hint: "Use 'euler', 'rk2', 'heun' or 'rk4', which take any equations.",
  });
}

function step(builder: StagedBuilder, { terms, rest }: LinearForm, name: string, x: Value): Value {
  const own = terms.get(name);
  const a = own === undefined ? null : combinationValue(builder, own);
  if (a === null || builder.constantOf(a) === 0) {
    const rate = combinationValue(builder, rest);
    return rate === null ? x : builder.add(x, builder.mul(builder.dt(), rate));
  }
  const { decay, integral } = scalarPropagator(builder, a);
  if (a.stage === 'coefficient') {
    const drive = combinationValue(
      builder,
      mapScales(rest, (scale) => builder.mul(scale, integral)),
    );
    return addValues(builder, builder.mul(decay, x), drive)!;
  }
  const rate = addValues(builder, builder.mul(a, x), combinationValue(builder, rest))!;
  return builder.add(x, builder.mul(rate, integral));
}

export function exponentialEuler(system: System): ReadonlyMap<string, Value> {
  const { context, equations, state } = system;
  const evaluation = new Evaluation(context, { state });
  const next = (line: Line): Value => {
    const { name } = line.target;
    const reader = new LinearReader(context, evaluation, { variables: new Set([name]), constantCoefficients: false, refuse });
    return unlessRefractory(system, line, step(context.builder, reader.read(line.expression), name, state.get(name)!));
  };
  return new Map(equations.map((line) => [line.target.name, next(line)]));
}
