/**
 * A learning rule -> kernel programs, one for each moment of its step. Names are checked as in models; `pre.x` and `post.x` are read
 * like state, and only statements of their own side write them.
 */
import { NeurariumError } from '../errors.ts';
import type { Program } from '../kernels/ir.ts';
import type { Model } from '../model.ts';
import { type Rule, type RuleSide, weightUnit } from '../rule.ts';
import { parseUnit } from '../units.ts';
import { DimensionChecker } from './dimensions.ts';
import type { Context } from './evaluation.ts';
import { StagedBuilder, type Value } from './hoist.ts';
import { chooseIntegrator, INTEGRATORS } from './integrators/choose.ts';
import { checkNames } from './names.ts';
import { parseExpression, parseStatements } from './parse.ts';
import { type ParsedModel, parseModel } from './parsed-model.ts';
import { errorAt } from './place.ts';
import { decayingVariables, overScales, withoutStores } from './shared-decay.ts';
import { applyStatements } from './statements.ts';
import { type Symbols, symbolsOf } from './symbols.ts';
import { alongAxesIn, type Statement } from './syntax.ts';

/** One program, and what it needs computed beforehand. Stores are to `state`: 'weight', 'x', or in a side's programs its variables. */
export interface RulePart {
  readonly coefficients: Program;
  readonly coefficientNames: readonly string[];
  readonly program: Program;
}

/** A trace that lies in memory over a scale, and its decay per step: a coefficient of the program. Programs know the scale as a parameter. */
export interface SharedDecay {
  readonly side: 'pre' | 'post';
  readonly trace: string;
  readonly scale: string;
  readonly coefficients: Program;
  readonly coefficient: string;
}

/** Null: nothing to do at that moment. Programs of synapses know the traces as 'pre.x', 'post.x'; those of a side as 'x'. */
export interface LoweredRule {
  readonly decays: readonly SharedDecay[];
  readonly preStep: RulePart | null;
  readonly postStep: RulePart | null;
  readonly synapseStep: RulePart | null;
  readonly onPre: RulePart | null;
  readonly preSpike: RulePart | null;
  readonly onPost: RulePart | null;
  readonly postSpike: RulePart | null;
  /** Stores 'sent'. */
  readonly transmits: RulePart | null;
}

interface Checked {
  readonly parsed: ParsedModel;
  readonly symbols: Symbols;
}

/** @throws NeurariumError 'equation' or 'unit' */
export function lowerRule(rule: Rule, unit: string): LoweredRule {
  const pre = checkedSide(rule, rule.pre, 'pre', unit);
  const post = checkedSide(rule, rule.post, 'post', unit);
  const synapse = checkedSynapse(rule, unit, pre, post);
  const on = (title: string, text: string): RulePart | null => {
    return lowerStatements(synapse, parseStatements({ title, text }));
  };
  const preStep = lowerStep(pre);
  const postStep = lowerStep(post);
  const decays = [...sharedDecays(rule.pre, preStep, 'pre'), ...sharedDecays(rule.post, postStep, 'post')];
  const inSide = (part: RulePart | null, side: 'pre' | 'post') =>
    scaled(part, decays, (decay) => (decay.side === side ? decay.trace : null));
  const inSynapse = (part: RulePart | null) => scaled(part, decays, ({ side, trace }) => `${side}.${trace}`);
  return {
    decays,
    preStep: withoutDecays(preStep, decays, 'pre'),
    postStep: withoutDecays(postStep, decays, 'post'),
    synapseStep: inSynapse(lowerStep(synapse)),
    onPre: inSynapse(on('onPre', rule.onPre)),
    preSpike: inSide(lowerStatements(pre, parseStatements({ title: 'pre.spike', text: rule.pre.spike })), 'pre'),
    onPost: inSynapse(on('onPost', rule.onPost)),
    postSpike: inSide(lowerStatements(post, parseStatements({ title: 'post.spike', text: rule.post.spike })), 'post'),
    transmits: rule.transmits === null ? null : inSynapse(lowerTransmission(synapse, rule.transmits)),
  };
}

/** Only from 0: then what lies in memory at first does not depend on the scale, and a reset may come at any step. */
function sharedDecays({ state }: RuleSide, part: RulePart | null, side: 'pre' | 'post'): SharedDecay[] {
  if (part === null) return [];
  return [...decayingVariables(part.program)].flatMap(([trace, coefficient]) => {
    if (state[trace]!.initial !== 0) return [];
    return [{ side, trace, scale: `${side}.${trace} scale`, coefficients: part.coefficients, coefficient }];
  });
}

function withoutDecays(part: RulePart | null, decays: readonly SharedDecay[], of: 'pre' | 'post'): RulePart | null {
  const names = new Set(decays.flatMap(({ side, trace }) => (side === of ? [trace] : [])));
  const program = part === null ? null : withoutStores(part.program, names);
  return part === null || program === null ? null : { ...part, program };
}

/** `known`: what the part's program calls a trace, or null. */
function scaled(
  part: RulePart | null,
  decays: readonly SharedDecay[],
  known: (decay: SharedDecay) => string | null,
): RulePart | null {
  if (part === null) return null;
  const scales = decays.flatMap((decay): [string, string][] => {
    const name = known(decay);
    return name === null ? [] : [[name, decay.scale]];
  });
  return { ...part, program: overScales(part.program, new Map(scales)) };
}

function modelOf(rule: Rule, state: Model['state'], equations: string, unit: string): Model {
  const parameters = Object.entries(rule.parameters).map(([name, about]) => {
    return [name, { ...about, value: about.value ?? 0, unit: about.unit === weightUnit ? unit : about.unit }] as const;
  });
  return {
    name: rule.name,
    source: rule.source,
    parameters: Object.fromEntries(parameters),
    state,
    ports: {},
    equations,
    outputs: [],
  };
}

function checkedSide(rule: Rule, side: RuleSide, title: 'pre' | 'post', unit: string): Checked {
  const model = modelOf(rule, side.state, side.equations, unit);
  const parsed = parseModel(model, `${title}.equations`);
  const symbols = symbolsOf(parsed);
  check(parsed, symbols);
  return { parsed, symbols };
}

/** Beside its own names a synapse knows its weight and the traces of its cells. */
function checkedSynapse(rule: Rule, unit: string, pre: Checked, post: Checked): Checked {
  const parsed = parseModel(modelOf(rule, rule.state, rule.equations, unit));
  const symbols = new Map(symbolsOf(parsed));
  symbols.set('weight', { kind: 'state variable', dimension: parseUnit(unit).dimension });
  for (const [side, checked] of [
    ['pre', pre],
    ['post', post],
  ] as const) {
    for (const name of Object.keys(checked.parsed.model.state)) symbols.set(`${side}.${name}`, checked.symbols.get(name)!);
  }
  for (const line of [...parsed.derivatives.values(), ...parsed.updates.values()]) refuseTrace(line);
  check(parsed, symbols);
  return { parsed, symbols };
}

function check(parsed: ParsedModel, symbols: Symbols): void {
  const { derivatives, updates, definitions, reset } = parsed;
  for (const { expression } of [...derivatives.values(), ...updates.values(), ...definitions.values(), ...reset]) {
    const along = alongAxesIn(expression)[0];
    if (along !== undefined)
      throw errorAt(along.at, { message: 'a learning rule concerns one synapse or one cell: it has no axis' });
  }
  checkNames(parsed, symbols);
  new DimensionChecker(parsed.definitions, symbols).all(parsed);
}

function refuseTrace({ target }: Pick<Statement, 'target'>): void {
  const [side, name] = target.name.split('.');
  if (name === undefined) return;
  throw errorAt(target.at, {
    message: `'${target.name}' belongs to the cell, and a synapse may only read it`,
    hint: `Change it in ${side}.spike, as '${name} += ...', or give each synapse a state variable of its own.`,
  });
}

function contextOf({ parsed, symbols }: Checked): Context {
  return { builder: new StagedBuilder(), symbols, definitions: parsed.definitions, draws: new Map() };
}

function load(names: Iterable<string>, { builder }: Context): Map<string, Value> {
  return new Map(Array.from(names, (name) => [name, builder.load('state', name)]));
}

function stateNames({ symbols }: Checked): string[] {
  return [...symbols].flatMap(([name, { kind }]) => (kind === 'state variable' ? [name] : []));
}

function lowerStep(checked: Checked): RulePart | null {
  const { parsed } = checked;
  const lines = [...parsed.derivatives.values(), ...parsed.updates.values()];
  if (lines.length === 0) return null;
  const context = contextOf(checked);
  const state = load(stateNames(checked), context);
  const integrate = INTEGRATORS[chooseIntegrator(parsed)];
  return finish(context, integrate({ context, equations: lines, state, refractory: null, named: false }));
}

function lowerStatements(checked: Checked, statements: readonly Statement[]): RulePart | null {
  if (statements.length === 0) return null;
  statements.forEach(refuseTrace);
  check({ ...checked.parsed, reset: statements }, checked.symbols);
  const context = contextOf(checked);
  const before = load(stateNames(checked), context);
  const after = applyStatements(statements, context, before);
  return finish(
    context,
    new Map([...after].filter(([name, value]) => value.id !== before.get(name)!.id || value.stage !== 'step')),
  );
}

function lowerTransmission(checked: Checked, text: string): RulePart {
  const expression = parseExpression(text, 'transmits');
  const statement: Statement = { target: { name: 'weight', at: expression.at }, op: '=', expression, at: expression.at };
  check({ ...checked.parsed, reset: [statement] }, checked.symbols);
  const context = contextOf(checked);
  const after = applyStatements([statement], context, load(stateNames(checked), context));
  return finish(context, new Map([['sent', after.get('weight')!]]));
}

function finish({ builder, draws }: Context, values: ReadonlyMap<string, Value>): RulePart {
  if (draws.size > 0) {
    const message = 'a learning rule draws random numbers, which synapses cannot';
    throw new NeurariumError({ code: 'equation', message, hint: 'Draw in the model of the cell, and let the rule read spikes.' });
  }
  for (const [name, value] of values) builder.store(name, value);
  const { coefficients, coefficientNames, step } = builder.finish(new Map());
  return { coefficients, coefficientNames, program: step };
}
