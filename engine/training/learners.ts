/** What learns, as plain data. Learns nothing itself. */
import { NeurariumError } from '../errors.ts';
import { parseQuantity, type Quantity } from '../units.ts';
import type { BoltzmannLearner } from './boltzmann.ts';
import type { CentresLearner } from './centres.ts';
import type { DivergenceLearner } from './divergence.ts';
import type { LocalLearner, MeansLearner } from './local.ts';
import type { Loss } from './losses.ts';
import type { Optimiser } from './optimisers.ts';
import { type ReadoutLearner, type RidgeReadout, readout, ridgeMethod } from './readouts.ts';
import type { StorageLearner } from './storage.ts';
import { type Surrogate, surrogate } from './surrogate.ts';

/**
 * A ridge regression from features to the numbers of a field, or to one output per class, the largest of which is the answer. Minimises squared error +
 * penalty * squared weights (without the offset).
 */
export interface RidgeLearner {
  readonly kind: 'ridge';
  /** Spikes per cell of these populations, in order, while an example is presented; or the example's own inputs. */
  readonly features: readonly string[] | 'inputs';
  /** In ms: a spike counts exp(-age / filter) at the end of the presentation; null: it counts 1. */
  readonly filter: number | null;
  /** Classes or numbers of the data; null: the first field that has classes. */
  readonly field: string | null;
  readonly penalty: number;
  /** In ms: so often it learns, or answers, while an example is presented; null: at its end. */
  readonly every: number | null;
  /** 'population.port' that is told each answer until the next, as soon as it has learnt from an example; null: none. */
  readonly says: string | null;
}

/** Gradients of losses through all that lies between them and what is trained, through layers and time. */
export interface GradientLearner {
  readonly kind: 'gradient';
  readonly losses: readonly Loss[];
  readonly optimiser: Optimiser;
  /** Names of projections and 'population.parameter'; '*' stands for all projections and all parameters that their models call trainable. */
  readonly trains: readonly string[];
  /** Steps that gradients go back through: an example's steps, or a part of them. */
  readonly unroll: number;
  /** Whether each batch begins in the state in which the batch before ended, instead of the initial one. */
  readonly carry: boolean;
  /** Every so many steps, losses since the last time go back so many steps; null: all losses, to the beginning. */
  readonly truncate: { readonly every: number; readonly back: number } | null;
  /**
   * Whether gradients are carried forward with the state instead of back through time, so that each step is learnt from at once: one
   * recurrent population of up to 64 cells, one example at a time, `unroll` 1 and `carry`.
   */
  readonly realTime: boolean;
  /** Largest Euclidean norm of all gradients together, and largest value of each; null: no limit. */
  readonly clipNorm: number | null;
  readonly clipValue: number | null;
  /** Of half the squared weights of projections: its derivative is added to the gradients. */
  readonly penalty: number;
  /** What stands for the derivative of thresholds: of spikes, and of heaviside(). */
  readonly surrogate: Surrogate;
}

/** What learns from batches, each naming what it trains. */
export type BatchLearner =
  | GradientLearner
  | ReadoutLearner
  | CentresLearner
  | DivergenceLearner
  | BoltzmannLearner
  | LocalLearner
  | MeansLearner
  | StorageLearner;

export type Learner = RidgeLearner | BatchLearner;

export function learnsFromBatches(learner: Learner): learner is BatchLearner {
  return learner.kind !== 'ridge';
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function checkPenalty(penalty: number, of: string): number {
  return penalty >= 0 && Number.isFinite(penalty) ? penalty : fail(`penalty of ${of} is ${penalty}, expected 0 or more`);
}

function checkSteps(steps: number, what: string): number {
  return Number.isSafeInteger(steps) && steps >= 1 ? steps : fail(`${what} is ${steps}, expected a whole number of at least 1`);
}

function checkLimit(limit: number | undefined, what: string): number | null {
  if (limit === undefined) return null;
  return limit > 0 && Number.isFinite(limit) ? limit : fail(`${what} is ${limit}, expected more than 0`);
}

function checkTime(given: string | undefined, what: string): number | null {
  if (given === undefined) return null;
  const time = parseQuantity(given, 'ms', what);
  return time > 0 ? time : fail(`${what} of ridge() is ${given}, expected more than 0 ms`);
}

interface RidgeFeatures {
  readonly features: readonly string[] | 'inputs';
  /** Default: every spike counts 1. */
  readonly filter?: Quantity<'ms'>;
  readonly field?: string;
  readonly penalty: number;
  /** Default: once, at the end of an example. */
  readonly every?: Quantity<'ms'>;
  readonly says?: string;
}

/**
 * By ridge regression (Hoerl & Kennard 1970, Technometrics 12:55), `penalty` >= 0: weights of a population of the network, where of several penalties
 * the best is chosen by cross-validation; or, beside a network of spikes, answers from `features`: names of populations, or 'inputs'; `filter`: what
 * spikes count is forgotten so fast; `every`: how often, else at the end of an example; `says`: 'population.port' that hears its answers.
 */
export function ridge(definition: RidgeFeatures): RidgeLearner;
export function ridge(definition: RidgeReadout): ReadoutLearner;
export function ridge(definition: RidgeFeatures | RidgeReadout): RidgeLearner | ReadoutLearner {
  if ('trains' in definition) return readout(definition, ridgeMethod(definition));
  const { features, field = null, penalty, says = null } = definition;
  if (features !== 'inputs' && features.length === 0)
    fail("features of ridge() are empty, expected names of populations or 'inputs'");
  const every = checkTime(definition.every, 'every');
  if (every !== null && features === 'inputs') fail('inputs are known at once, and are not read every while', 'Leave every out.');
  if (says !== null && every === null)
    fail(`it says its answers to ${says}, when nothing comes after them`, "Write every: '10 ms'.");
  const filter = checkTime(definition.filter, 'filter');
  return { kind: 'ridge', features, filter, field, penalty: checkPenalty(penalty, 'ridge()'), every, says };
}

export interface GradientDefinition {
  readonly loss: Loss | readonly Loss[];
  readonly optimiser: Optimiser;
  /** Default ['*']. */
  readonly trains?: readonly string[];
  /** Default 1. */
  readonly unroll?: number;
  readonly carry?: boolean;
  readonly truncate?: { readonly every: number; readonly back: number };
  /** Default false. */
  readonly realTime?: boolean;
  readonly clipNorm?: number;
  readonly clipValue?: number;
  /** Default 0. */
  readonly penalty?: number;
  /** Default surrogate('fast-sigmoid'). */
  readonly surrogate?: Surrogate;
}

export function gradient(definition: GradientDefinition): GradientLearner {
  const { loss, optimiser, trains = ['*'], unroll = 1, realTime = false, carry = realTime, truncate, penalty = 0 } = definition;
  const losses = [loss].flat();
  if (losses.length === 0) fail('gradient() without a loss');
  if (truncate !== undefined) {
    checkSteps(truncate.every, 'truncate.every');
    checkSteps(truncate.back, 'truncate.back');
  }
  if (realTime && (unroll !== 1 || !carry || truncate !== undefined))
    fail('realTime with unroll, truncate or without carry', 'Real-time learning goes step by step: leave those out.');
  return {
    kind: 'gradient',
    losses,
    optimiser,
    trains,
    unroll: checkSteps(unroll, 'unroll'),
    carry,
    truncate: truncate ?? null,
    realTime,
    clipNorm: checkLimit(definition.clipNorm, 'clipNorm'),
    clipValue: checkLimit(definition.clipValue, 'clipValue'),
    penalty: checkPenalty(penalty, 'gradient()'),
    surrogate: definition.surrogate ?? surrogate('fast-sigmoid'),
  };
}
