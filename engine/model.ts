/** A cell model as plain data: parameters, state, ports and equation text. Checked when defined. */
import type { Integrator } from './kernels/ir.ts';
import type { ModelTags } from './model-tags.ts';
import type { WrittenExpression } from './pair-expression.ts';

/** A parameter, in internal units (ms, mV, pA, pF, nS, GOhm, µm, mM). `unit` is as written ('ms', 'mV/ms', '1' where there is none). */
export interface ModelParameter {
  readonly value: number;
  readonly unit: string;
  readonly doc: string;
  readonly min?: number;
  /** A lower limit that itself is not allowed. */
  readonly above?: number;
  readonly max?: number;
  /** Whether learners train it where they are told to train all. */
  readonly trainable?: boolean;
}

export interface ModelState {
  readonly unit: string;
  /** A number in internal units, the name of a parameter, or an expression over parameters, dt, uniform() and normal(). */
  readonly initial: number | string | WrittenExpression;
  readonly doc: string;
  /** Whether `reset` leaves it, and it belongs to what is learnt: running averages. */
  readonly kept?: boolean;
}

/** With `on` an event port (its statement is applied once per step to the sum of the arrivals), without it a value port. */
export interface ModelPort {
  readonly unit: string;
  readonly doc?: string;
  readonly on?: string;
}

export interface ModelSpike {
  /** Condition on the new state. */
  readonly when: string;
  /** Statements separated by newline or `;`, run in order, seeing new values. */
  readonly reset?: string;
  /** Name of a parameter, or an expression in ms over parameters. */
  readonly refractory?: string;
  /**
   * Makes the spike graded: a number without unit, evaluated on the new state before the reset. What the spike transmits is multiplied by
   * it. What learning rules do at a spike does not depend on it.
   */
  readonly amplitude?: string;
}

export interface Model {
  readonly name: string;
  readonly source: string;
  readonly parameters: Readonly<Record<string, ModelParameter>>;
  readonly state: Readonly<Record<string, ModelState>>;
  readonly ports: Readonly<Record<string, ModelPort>>;
  readonly equations: string;
  /** Axes that the equations work along; '' stands for the only axis of a population, where they name none. */
  readonly axes?: readonly string[];
  readonly spike?: ModelSpike;
  /** Default: `exact` where the equations are linear, `discrete` for x' = ... alone; nonlinear models must name theirs. */
  readonly integrator?: Integrator;
  /** State variables that value connections may read; the first is the default. */
  readonly outputs: readonly string[];
  readonly tags?: ModelTags;
}
