/** Door of the equation layer: model texts -> checked syntax trees -> kernel programs. Knows no population, memory or screen. */
import { NeurariumError, within } from '../errors.ts';
import { axesOf, type LoweredModel, lanesAxis } from '../kernels/ir.ts';
import type { LocalRule } from '../local-rule.ts';
import type { Model } from '../model.ts';
import type { Rule } from '../rule.ts';
import { DimensionChecker } from './dimensions.ts';
import { lower } from './lower.ts';
import { type LoweredLocalRule, lowerLocalRuleBy } from './lower-local-rule.ts';
import { lowerRule } from './lower-rule.ts';
import { checkNames } from './names.ts';
import { parseModel } from './parsed-model.ts';
import { symbolsOf } from './symbols.ts';

/**
 * Parses and checks all texts of a model and lowers them to kernel programs. The same model gives the same programs.
 * @throws NeurariumError 'equation' (syntax, names, circles, an integrator that does not fit) or 'unit' (units that do not add up)
 */
export function lowerModel(model: Model): LoweredModel {
  return within(`model ${model.name}`, () => lowerChecked(model, []));
}

function lowerChecked(model: Model, granted: readonly string[]): LoweredModel {
  return notTooDeep(() => {
    const parsed = parseModel(model);
    const symbols = symbolsOf(parsed, granted);
    checkNames(parsed, symbols);
    new DimensionChecker(parsed.definitions, symbols).all(parsed);
    return lower(parsed, symbols);
  });
}

function notTooDeep<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    // The stack's end: thousands of terms in one expression.
    if (!(error instanceof RangeError)) throw error;
    throw new NeurariumError({ code: 'equation', message: 'the equations are too long or nested too deeply' }, { cause: error });
  }
}

/** Checks a model by lowering it, which costs milliseconds; returns the axes that its step works along. @throws as lowerModel */
export function checkModel(model: Model): readonly string[] {
  return axesOf(lowerModel(model).step).filter((axis) => axis !== lanesAxis);
}

/**
 * Parses and checks all texts of a learning rule. Where the port's unit is not known yet, millivolts stand in for it: a rule that mixes
 * weights with numbers or times is refused at once.
 * @throws as lowerModel
 */
export function checkRule(rule: Rule, unit = 'mV'): void {
  within(`rule ${rule.name}`, () => notTooDeep(() => lowerRule(rule, unit)));
}

/** @throws NeurariumError 'equation', naming what is wrong in the rule's texts */
export function lowerLocalRule(rule: LocalRule): LoweredLocalRule {
  return lowerLocalRuleBy((model) => lowerChecked(model, ['weight', 'pre', 'post']), rule);
}

export {
  adjointAfter,
  adjointBefore,
  adjointOf,
  adjointOfParameter,
  adjointOfPort,
  adjointOfSpikes,
  afterStep,
  spikesOfStep,
} from './adjoint.ts';
export { type ExpressionNames, type ExpressionProgram, lowerExpression } from './expression-program.ts';
export { isGrammarError, syntaxError } from './grammar-error.ts';
export { type LoweredRule, lowerRule, type RulePart } from './lower-rule.ts';
export { errorAt, type Place, type Source } from './place.ts';
export type * from './syntax.ts';
export type { LoweredLocalRule };
