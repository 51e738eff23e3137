/** Linear readouts, fitted in closed form or step by step, as plain data. */
import { NeurariumError } from '../errors.ts';

/**
 * How the weights are found. `ridge`: squared errors plus a penalty times squared weights, from sums over all examples; of several `penalties`, ascending,
 * the one by which blocks of `block` rows in turn, dealt to `folds` parts, are foretold best from the other parts. `least-squares`: the
 * smallest weights of the smallest squared error, from all examples at once. `recursive`: least squares after each step; `regularisation`
 * is the penalty that it begins with, `forgetting` the share of the past that it keeps per step. `gradient`: the rule of Widrow & Hoff after
 * each step, `rate` times error times input. `counts`: of features of which one is active at a time, the logarithm of how often each answer came
 * with each, as a share, where each came `prior` times before any was seen.
 */
export type ReadoutMethod =
  | { readonly kind: 'ridge'; readonly penalties: readonly number[]; readonly folds: number; readonly block: number }
  | { readonly kind: 'least-squares' }
  | { readonly kind: 'recursive'; readonly regularisation: number; readonly forgetting: number }
  | { readonly kind: 'gradient'; readonly rate: number }
  | { readonly kind: 'counts'; readonly prior: number };

/** Of one population of linear cells, or for `counts` of softmax cells: the weights of all projections onto it, and its bias. */
export interface ReadoutLearner {
  readonly kind: 'readout';
  readonly method: ReadoutMethod;
  /** Projections of values onto one population, and 'population.parameter' for what it adds. */
  readonly trains: readonly string[];
  /** Of the data: what the population should be. A field of classes stands for 1 at the class's cell and 0 at the others. */
  readonly field: string;
  /** The population that it should be like, in each step in which the field has a number; null: what the field says. */
  readonly as: string | null;
  /** Steps of an example from its beginning that are not learnt from. */
  readonly washout: number;
  /** Of the steps after the washout, every how manieth is learnt from. */
  readonly every: number;
}

export interface ReadoutDefinition {
  readonly trains: readonly string[];
  readonly field: string;
  /** Default: it should be what the field says. */
  readonly as?: string;
  /** Default 0. */
  readonly washout?: number;
  /** Default 1. */
  readonly every?: number;
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}

export function readout({ trains, field, as, washout = 0, every = 1 }: ReadoutDefinition, method: ReadoutMethod): ReadoutLearner {
  if (trains.length === 0) fail('a readout that trains nothing');
  if (!Number.isSafeInteger(washout) || washout < 0) fail(`washout is ${washout}, expected a whole number of steps`);
  if (!Number.isSafeInteger(every) || every < 1) fail(`every is ${every}, expected a whole number of at least 1`);
  return { kind: 'readout', method, trains, field, as: as ?? null, washout, every };
}

export interface RidgeReadout extends ReadoutDefinition {
  /** 0 or more; of several, the one that foretells best what it was not fitted to. */
  readonly penalty: number | readonly number[];
  /** Of several penalties: into how many parts the rows are dealt. Default 5. */
  readonly folds?: number;
  /** Rows in a row that go to the same part. Default 50. */
  readonly block?: number;
}

export function ridgeMethod({ penalty, folds = 5, block = 50 }: RidgeReadout): ReadoutMethod {
  const penalties = [penalty].flat().sort((a, b) => a - b);
  if (penalties.length === 0) fail('penalty of ridge() is an empty list, expected one number at least');
  for (const one of penalties) if (!(one >= 0 && Number.isFinite(one))) fail(`penalty of ridge() is ${one}, expected 0 or more`);
  if (!Number.isSafeInteger(folds) || folds < 2) fail(`folds of ridge() is ${folds}, expected a whole number of at least 2`);
  if (!Number.isSafeInteger(block) || block < 1) fail(`block of ridge() is ${block}, expected a whole number of at least 1`);
  return { kind: 'ridge', penalties, folds, block };
}

export function leastSquares(definition: ReadoutDefinition): ReadoutLearner {
  return readout(definition, { kind: 'least-squares' });
}

/** `regularisation` > 0, default 1; `forgetting` in (0, 1], default 1. */
export function recursiveLeastSquares({
  regularisation = 1,
  forgetting = 1,
  ...definition
}: ReadoutDefinition & { readonly regularisation?: number; readonly forgetting?: number }): ReadoutLearner {
  if (!(regularisation > 0 && Number.isFinite(regularisation))) fail(`regularisation is ${regularisation}, expected more than 0`);
  if (!(forgetting > 0 && forgetting <= 1)) fail(`forgetting is ${forgetting}, expected more than 0 and at most 1`);
  return readout(definition, { kind: 'recursive', regularisation, forgetting });
}

/** `rate` > 0. */
export function leastMeanSquares({ rate, ...definition }: ReadoutDefinition & { readonly rate: number }): ReadoutLearner {
  if (!(rate > 0 && Number.isFinite(rate))) fail(`rate is ${rate}, expected more than 0`);
  return readout(definition, { kind: 'gradient', rate });
}

/**
 * Of softmax cells that hear a population of which one cell is active at a time: their shares become those of the answers that came with it. `prior`
 * > 0, default 1: Laplace's rule of succession.
 */
export function transitionCounts({ prior = 1, ...definition }: ReadoutDefinition & { readonly prior?: number }): ReadoutLearner {
  if (!(prior > 0 && Number.isFinite(prior))) fail(`prior is ${prior}, expected more than 0: the logarithm of 0 is no weight`);
  return readout(definition, { kind: 'counts', prior });
}
