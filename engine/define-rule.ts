/** `defineRule`: a learning rule written once, checked when made, and given to projections. Knows no network, no kernels. */
import type { ParameterDeclaration, StateDeclaration } from './define-neuron.ts';
import { checkRule } from './equations/index.ts';
import { NeurariumError, within } from './errors.ts';
import type { ModelState } from './model.ts';
import { isName, readDeclarations } from './model-check.ts';
import { checkLimits, describe, readGiven } from './parameter-value.ts';
import {
  type BoundRule,
  type LearningRule,
  type Rule,
  type RuleParameter,
  type RuleSide,
  type RuleState,
  weightUnit,
} from './rule.ts';
import { suggest } from './suggest.ts';
import type { Quantity, UnitOf, UnitText } from './units.ts';

/** A parameter in the unit of the weight, such as the largest weight: it has no default, since a rule does not know the port. */
export interface WeightParameterDeclaration {
  readonly unit: 'weight';
  readonly doc: string;
  /** Limits: numbers in the port's internal unit. */
  readonly min?: number;
  readonly above?: number;
}

export type RuleParameterDeclaration = ParameterDeclaration | WeightParameterDeclaration;
type Declarations<T> = Readonly<Record<string, T>>;
type None = Record<never, never>;

export interface RuleStateDeclaration extends Omit<StateDeclaration, 'initial'> {
  /** Name of a parameter, a quantity, or 0; any number where the unit is '1'. */
  readonly initial: string | number;
}

export interface SideDefinition {
  readonly state: Declarations<RuleStateDeclaration>;
  /** Over its own state and the parameters; integrated exactly. */
  readonly equations?: string;
  /** What a spike of the cell does to its state, after the synapses' statements for that spike. */
  readonly spike?: string;
}

export interface RuleDefinition<P extends Declarations<RuleParameterDeclaration>> {
  readonly name: string;
  /** Author, year, place. */
  readonly source: string;
  readonly parameters?: P;
  /** Traces of the presynaptic cells, read as `pre.x`. */
  readonly pre?: SideDefinition;
  /** Traces of the postsynaptic cells, read as `post.x`. */
  readonly post?: SideDefinition;
  /** State of each synapse. */
  readonly state?: Declarations<RuleStateDeclaration>;
  /** Of each synapse, in every step: over `weight`, its state, `pre.x`, `post.x` and parameters; integrated exactly. */
  readonly equations?: string;
  /** Statements on `weight` and the synapse's state, run in order, when the presynaptic cell spikes. */
  readonly onPre?: string;
  readonly onPost?: string;
  /** What a spike transmits, evaluated after all statements of its step; default 'weight'. */
  readonly transmits?: string;
}

type Needed<P> = {
  readonly [K in keyof P as P[K] extends WeightParameterDeclaration ? K : never]: number | `${number} ${UnitText}`;
};
type Optional<P> = {
  readonly [K in keyof P as P[K] extends ParameterDeclaration ? K : never]?: P[K] extends ParameterDeclaration
    ? Quantity<UnitOf<P[K]['default']>>
    : never;
};
/** What `of` takes: the parameters in the weight's unit, and any of the others. */
export type RuleBag<P> = Needed<P> & Optional<P>;

export interface RuleModel<P extends Declarations<RuleParameterDeclaration>> {
  readonly rule: Rule;
  /**
   * The rule with its parameters, for a projection's `rule`.
   * @throws NeurariumError 'description' or 'unit', naming rule and parameter
   */
  of(...bag: keyof Needed<P> extends never ? [bag?: RuleBag<P>] : [bag: RuleBag<P>]): LearningRule;
}

/** A learning rule, or a synapse model: the same with what it transmits. Checked when made, equations included. */
export function defineRule<const P extends Declarations<RuleParameterDeclaration> = None>(
  definition: RuleDefinition<P>,
): RuleModel<P> {
  const rule = buildRule(definition);
  return { rule, of: (...[bag]) => within(`rule ${rule.name}`, () => choose(rule, bag ?? {})) };
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function buildRule(written: RuleDefinition<Declarations<RuleParameterDeclaration>>): Rule {
  const { name, source } = written;
  if (!isName(name)) fail(`rule name ${describe(name)}, expected letters, digits and _, beginning with a letter`);
  const rule = within(`rule ${name}`, (): Rule => {
    if (typeof source !== 'string' || source.trim() === '') fail('source is missing');
    const entries = Object.entries(written.parameters ?? {});
    const ordinary = Object.fromEntries(
      entries.filter((entry): entry is [string, ParameterDeclaration] => 'default' in entry[1]),
    );
    const inWeight = entries.filter((entry): entry is [string, WeightParameterDeclaration] => 'unit' in entry[1]);
    const side = (given: SideDefinition | undefined): RuleSide => ({
      state: readTraces(readDeclarations(ordinary, given?.state).state),
      equations: given?.equations ?? '',
      spike: given?.spike ?? '',
    });
    const { parameters, state } = readDeclarations(ordinary, written.state);
    const all: Record<string, RuleParameter> = { ...parameters };
    for (const [key, about] of inWeight) all[key] = { ...about, unit: weightUnit, value: null };
    return {
      name,
      source,
      parameters: Object.fromEntries(entries.map(([key]) => [key, all[key]!])),
      pre: side(written.pre),
      post: side(written.post),
      state: readTraces(state),
      equations: written.equations ?? '',
      onPre: written.onPre ?? '',
      onPost: written.onPost ?? '',
      transmits: written.transmits ?? null,
    };
  });
  checkRule(rule);
  return rule;
}

/** A rule has no cells of its own to draw for. */
function readTraces(state: Readonly<Record<string, ModelState>>): Record<string, RuleState> {
  return Object.fromEntries(
    Object.entries(state).map(([name, about]) => {
      const { initial } = about;
      if (typeof initial !== 'object') return [name, { ...about, initial }];
      return fail(`initial value of ${name} is an expression, expected a quantity or the name of a parameter`);
    }),
  );
}

function choose(rule: Rule, bag: Readonly<Record<string, unknown>>): LearningRule {
  const known = Object.keys(rule.parameters);
  for (const name of Object.keys(bag)) {
    if (!known.includes(name)) fail(`'${name}' is no parameter`, suggest(name, known));
  }
  const parameters: Record<string, number> = {};
  const inWeightUnit: Record<string, string | number> = {};
  for (const [name, about] of Object.entries(rule.parameters)) {
    const given = bag[name];
    if (about.value !== null) parameters[name] = given === undefined ? about.value : readNumber(given, about, about.unit, name);
    else if (typeof given === 'string' || typeof given === 'number') inWeightUnit[name] = given;
    else fail(`parameter ${name} is ${describe(given)}, expected a quantity in the unit of the weight`, `${name}: ${about.doc}.`);
  }
  return { rule, parameters, inWeightUnit };
}

function readNumber(given: unknown, about: RuleParameter, unit: string, name: string): number {
  const value = readGiven(given, unit, `parameter ${name}`, null);
  if (typeof value !== 'number') return fail(`parameter ${name} is a ${value.kind} of values, expected one for all synapses`);
  checkLimits(value, { ...about, unit }, `parameter ${name}`);
  return value;
}

/** The rule for a port of this unit: its texts are checked with it. @throws NeurariumError 'unit', 'equation' or 'description' */
export function bindRule(given: unknown, unit: string): BoundRule {
  if (typeof given !== 'object' || given === null || !('rule' in given) || !('inWeightUnit' in given)) {
    return fail(`rule is ${describe(given)}, expected a learning rule`, 'Write pairStdp.of({ ... }).');
  }
  const { rule, parameters, inWeightUnit } = given as LearningRule;
  return within(`rule ${rule.name}`, () => {
    const read = Object.entries(inWeightUnit).map(([name, value]) => [
      name,
      readNumber(value, rule.parameters[name]!, unit, name),
    ]);
    checkRule(rule, unit);
    return { rule, weightUnit: unit, parameters: { ...parameters, ...(Object.fromEntries(read) as Record<string, number>) } };
  });
}
