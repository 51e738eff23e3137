/**
 * A checked model -> kernel programs. The order of a step: arrivals through the port statements; integration; threshold on the new
 * state, unless refractory; amplitude; reset by select under the spike mask; stores.
 */
import type { LoweredModel } from '../kernels/ir.ts';
import { roundingTolerance } from '../steps.ts';
import { type Context, Evaluation } from './evaluation.ts';
import { StagedBuilder, type Value } from './hoist.ts';
import { chooseIntegrator, INTEGRATORS } from './integrators/choose.ts';
import type { ParsedModel } from './parsed-model.ts';
import { applyArrivals } from './port-statements.ts';
import { applyStatements } from './statements.ts';
import type { Symbols } from './symbols.ts';

type State = ReadonlyMap<string, Value>;

/** The state after the reset statements, run in order and seeing new values, for the cells in the mask. */
function reset(parsed: ParsedModel, context: Context, before: State, spiking: Value): State {
  const { builder } = context;
  const after = applyStatements(parsed.reset, context, before);
  return new Map([...after].map(([name, value]) => [name, builder.select(spiking, value, before.get(name)!)]));
}

/** In ms. */
function refractoryTime(parsed: ParsedModel, context: Context): Value | null {
  return parsed.refractory === null ? null : new Evaluation(context, { state: new Map() }).number(parsed.refractory);
}

/** In whole steps, rounded half up like a delay: 0.15 ms at 0.1 ms are two, though 0.15 / 0.1 is just below 1.5. */
function refractorySteps(parsed: ParsedModel, context: Context): Value | null {
  const time = refractoryTime(parsed, context);
  if (time === null) return null;
  const { builder } = context;
  const half = builder.constant(0.5 + roundingTolerance);
  return builder.unary('floor', builder.add(builder.div(time, builder.dt()), half));
}

function spikeAndReset(parsed: ParsedModel, context: Context, state: State, refractory: Value | null): State {
  if (parsed.when === null) return state;
  const { builder } = context;
  const passed = new Evaluation(context, { state }).condition(parsed.when);
  const spiking = refractory === null ? passed : builder.logic('and', builder.not(refractory), passed);
  const amplitude = parsed.amplitude === null ? null : new Evaluation(context, { state }).number(parsed.amplitude);
  const after = reset(parsed, context, state, spiking);
  builder.spike(spiking, refractorySteps(parsed, context), amplitude);
  return after;
}

/** Expects checked names and units. @throws NeurariumError 'equation' where the integrator does not fit the equations */
export function lower(parsed: ParsedModel, symbols: Symbols): LoweredModel {
  const builder = new StagedBuilder();
  const context: Context = { builder, symbols, definitions: parsed.definitions, draws: new Map() };
  const integrator = chooseIntegrator(parsed);
  const refractory = parsed.refractory === null ? null : builder.perStep({ op: 'refractory' });

  const names = Object.keys(parsed.model.state);
  const loaded: State = new Map(names.map((name) => [name, builder.load('state', name)]));
  const arrived = applyArrivals(parsed, context, loaded, refractory);
  const equations = names.flatMap((name) => parsed.derivatives.get(name) ?? parsed.updates.get(name) ?? []);
  const named = parsed.model.integrator !== undefined;
  const integrated = INTEGRATORS[integrator]({ context, equations, state: arrived, refractory, named });
  const after = spikeAndReset(parsed, context, new Map([...arrived, ...integrated]), refractory);

  for (const name of names) {
    const value = after.get(name)!;
    const unchanged = value.stage === 'step' && value.id === loaded.get(name)!.id;
    if (!unchanged) builder.store(name, value);
  }
  const spikes = parsed.when !== null;
  const time = spikes ? refractoryTime(parsed, context) : null;
  const changed = names.filter((name) => arrived.get(name)!.id !== loaded.get(name)!.id);
  const refractoryAlone = time === null ? null : builder.alone('refractory', time);
  const programs = builder.finish(new Map(changed.map((name) => [name, arrived.get(name)!])));
  return {
    integrator,
    ...programs,
    draws: context.draws.size,
    spikes,
    graded: spikes && parsed.amplitude !== null,
    refractory: time !== null,
    refractoryTime: refractoryAlone,
  };
}
