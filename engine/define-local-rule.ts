/** `defineLocalRule`: a rule of values written once, checked when made, and given to learners. Knows no network, no kernels. */
import { lowerLocalRule } from './equations/index.ts';
import { NeurariumError, within } from './errors.ts';
import type { LocalRule } from './local-rule.ts';
import { isName } from './model-check.ts';
import { describe } from './parameter-value.ts';
import { suggest } from './suggest.ts';

export interface LocalRuleParameter {
  readonly default: number;
  readonly doc: string;
  /** A lower limit that itself is not allowed. */
  readonly above?: number;
}

export interface LocalRuleState {
  readonly initial: number;
  readonly doc: string;
}

export interface LocalRuleDefinition<P extends Readonly<Record<string, LocalRuleParameter>>> {
  readonly name: string;
  /** Author, year, place. */
  readonly source: string;
  readonly parameters?: P;
  /** What each postsynaptic cell carries, and `x' = ...` for each, once for each example, after the weights. */
  readonly post?: { readonly state: Readonly<Record<string, LocalRuleState>>; readonly equations: string };
  /** Name -> meaning: of each presynaptic cell, handed on from postsynaptic cell to cell, ascending; 0 before the first. */
  readonly handedOn?: Readonly<Record<string, string>>;
  /** Whether cells that say exactly 0 are left out. Default false. */
  readonly onlyActive?: boolean;
  /** `weight' = ...`, and a line for each of what is handed on. */
  readonly equations: string;
}

export interface LocalRuleModel<P> {
  readonly localRule: LocalRule;
  /** The rule with its parameters, for a learner's `rule`. @throws NeurariumError 'description' naming rule and parameter */
  of(bag?: { readonly [K in keyof P]?: number }): LocalRule;
}

/** @throws NeurariumError 'description' or 'equation', naming the rule */
export function defineLocalRule<const P extends Readonly<Record<string, LocalRuleParameter>> = Record<never, never>>(
  definition: LocalRuleDefinition<P>,
): LocalRuleModel<P> {
  const { name, source, post, equations, onlyActive = false } = definition;
  if (!isName(name)) fail(`rule name ${describe(name)}, expected letters, digits and _, beginning with a letter`);
  const declared: Readonly<Record<string, LocalRuleParameter>> = definition.parameters ?? {};
  return within(`rule ${name}`, () => {
    if (typeof source !== 'string' || source.trim() === '') fail('source is missing');
    const rule: LocalRule = {
      name,
      source,
      parameters: mapped(declared, (about) => about.default),
      post: { state: mapped(post?.state ?? {}, ({ initial }) => initial), equations: post?.equations ?? '' },
      handedOn: Object.keys(definition.handedOn ?? {}),
      onlyActive,
      equations,
    };
    lowerLocalRule(rule);
    return { localRule: rule, of: (bag = {}) => within(`rule ${name}`, () => ({ ...rule, parameters: choose(declared, bag) })) };
  });
}

function choose(
  declared: Readonly<Record<string, LocalRuleParameter>>,
  bag: Readonly<Record<string, number | undefined>>,
): Record<string, number> {
  for (const key of Object.keys(bag))
    if (!Object.hasOwn(declared, key)) fail(`'${key}' is no parameter`, suggest(key, Object.keys(declared)));
  return mapped(declared, (about, key) => {
    const value = bag[key] ?? about.default;
    const { above = Number.NEGATIVE_INFINITY } = about;
    return Number.isFinite(value) && value > above ? value : fail(`parameter ${key} is ${value}, expected more than ${above}`);
  });
}

function mapped<A, B>(record: Readonly<Record<string, A>>, of: (value: A, key: string) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, of(value, key)]));
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
