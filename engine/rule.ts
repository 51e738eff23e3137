/** A learning rule (or a synapse model) as plain data: parameters, traces of the cells, state of the synapses, equation text. */
import type { ModelParameter, ModelState } from './model.ts';

/** The unit of the port that a projection ends on. */
export const weightUnit = 'weight';

/** `unit` 'weight': in the unit of the port; such a parameter has no default (`value` null) and is given with the projection. */
export interface RuleParameter extends Omit<ModelParameter, 'value'> {
  readonly value: number | null;
}

/** As of a model, but its initial value is a number in internal units or a parameter's name. */
export interface RuleState extends Omit<ModelState, 'initial'> {
  readonly initial: number | string;
}

/** What each presynaptic (postsynaptic) cell of a projection carries, and what its own spikes do to it. */
export interface RuleSide {
  readonly state: Readonly<Record<string, RuleState>>;
  readonly equations: string;
  /** Statements for a cell that spikes. */
  readonly spike: string;
}

export interface Rule {
  readonly name: string;
  readonly source: string;
  readonly parameters: Readonly<Record<string, RuleParameter>>;
  readonly pre: RuleSide;
  readonly post: RuleSide;
  /** Of each synapse. */
  readonly state: Readonly<Record<string, RuleState>>;
  /** Of each synapse, over `weight`, its state, `pre.x` and `post.x`. */
  readonly equations: string;
  readonly onPre: string;
  readonly onPost: string;
  /** What a spike transmits, in the unit of the weight; null: the weight. */
  readonly transmits: string | null;
}

/** A rule with its parameters, as a projection holds it. Those in the port's unit are read where the port is known. */
export interface LearningRule {
  readonly rule: Rule;
  /** Internal units. */
  readonly parameters: Readonly<Record<string, number>>;
  /** As given, by parameter in the port's unit. */
  readonly inWeightUnit: Readonly<Record<string, string | number>>;
}

/** A rule bound to a port's unit: every parameter has its number. */
export interface BoundRule {
  readonly rule: Rule;
  readonly weightUnit: string;
  readonly parameters: Readonly<Record<string, number>>;
}
