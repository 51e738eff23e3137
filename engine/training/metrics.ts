/** What is measured of a network that learns in batches, as plain data. Measures nothing. */
import { NeurariumError } from '../errors.ts';

/** On which examples: those of the latest updates, those of the validation after the latest epoch, those of the latest test. */
export type During = 'train' | 'validation' | 'test';

interface OfBatches {
  readonly during: During;
  /** During training: of so many latest updates together; infinite: of all. */
  readonly over: number;
}

/** The loss of an example, on average. */
export interface LossMetric extends OfBatches {
  readonly kind: 'loss';
}

/** Share of the answers that are right, or number of those that are wrong: the cell with the largest value is that of the class; or a single cell is above 1/2 for class 1. */
export interface ClassAccuracyMetric extends OfBatches {
  readonly kind: 'class-accuracy';
  readonly reports: 'share' | 'mistakes';
  readonly population: string;
  /** null: the model's first output. */
  readonly variable: string | null;
  readonly field: string;
}

export type ErrorKind = 'mean-square' | 'mean-absolute' | 'root-mean-square' | 'normalised' | 'largest';

/** Of the difference between a variable and what a field says. `normalised`: the root of mean square over that of the field about its mean, each cell's own. */
export interface ErrorMetric extends OfBatches {
  readonly kind: 'error';
  readonly reports: ErrorKind;
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
}

/**
 * Of shares that should go to what is allowed, where a field has 1 for it and 0 for what is not: the smallest share of anything allowed; or the
 * largest sum of all that is not.
 */
export interface AllowedMetric extends OfBatches {
  readonly kind: 'allowed';
  readonly reports: 'least' | 'astray';
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
}

/** Bits by which what came surprised, on average: -log2 of the share that it was given. */
export interface SurpriseMetric extends OfBatches {
  readonly kind: 'surprise';
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
}

/** The squared correlation of each cell with its number of a field, summed over the cells. */
export interface CapacityMetric extends OfBatches {
  readonly kind: 'capacity';
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
}

/** Steps of an example until the first error above `threshold` of the field's spread, on average, each counted as `per`. */
export interface ValidTimeMetric extends OfBatches {
  readonly kind: 'valid-time';
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
  readonly threshold: number;
  readonly per: number;
}

/** Euclidean norm of the derivatives of the loss by all that goes into a population's ports, of the latest update; over that of another. */
export interface DeltaNormMetric {
  readonly kind: 'delta-norm';
  readonly population: string;
  readonly relativeTo: string | null;
}

/** The penalty that a learner chose, or was given, when it fitted its readout; null before. */
export interface PenaltyMetric {
  readonly kind: 'penalty';
  /** Name of the learner; a scenario with a single one calls it 'readout'. */
  readonly learner: string;
}

/** Updates so far. */
export interface UpdatesMetric {
  readonly kind: 'updates';
}

/** Those that are of batches. */
export type BatchMetric =
  | LossMetric
  | ClassAccuracyMetric
  | ErrorMetric
  | AllowedMetric
  | SurpriseMetric
  | CapacityMetric
  | ValidTimeMetric;
export type LearningMetric = BatchMetric | DeltaNormMetric | PenaltyMetric | UpdatesMetric;

export interface DuringOption {
  /** Default 'test'. */
  readonly during?: During;
  /** Default 1. */
  readonly over?: number;
}

function ofBatches({ during = 'test', over = 1 }: DuringOption): OfBatches {
  if ((Number.isSafeInteger(over) && over >= 1) || over === Number.POSITIVE_INFINITY) return { during, over };
  throw new NeurariumError({ code: 'description', message: `over is ${over}, expected a whole number of at least 1` });
}

/** Population, and variable if one is named ('y.h'). */
function read(of: string): { population: string; variable: string | null } {
  const [population, variable = null] = of.split('.') as [string, string?];
  return { population, variable };
}

/** By default of the latest update. */
export function loss({ during = 'train', over = 1 }: DuringOption = {}): LossMetric {
  return { kind: 'loss', ...ofBatches({ during, over }) };
}

export function classAccuracy(of: string, field: string, options: DuringOption = {}): ClassAccuracyMetric {
  return { kind: 'class-accuracy', reports: 'share', ...read(of), field, ...ofBatches(options) };
}

/** Wrong answers; by default all that were given while it learnt. */
export function mistakes(
  of: string,
  field: string,
  { during = 'train', over = Number.POSITIVE_INFINITY }: DuringOption = {},
): ClassAccuracyMetric {
  return { kind: 'class-accuracy', reports: 'mistakes', ...read(of), field, ...ofBatches({ during, over }) };
}

function error(reports: ErrorKind, of: string, field: string, options: DuringOption): ErrorMetric {
  return { kind: 'error', reports, ...read(of), field, ...ofBatches(options) };
}

export const meanSquaredError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('mean-square', of, field, options);
/** Of a field that has the inputs of the steps before: how many of them are remembered. */
export function memoryCapacity(of: string, field: string, options: DuringOption = {}): CapacityMetric {
  return { kind: 'capacity', ...read(of), field, ...ofBatches(options) };
}

/**
 * For how long a prediction is valid, of a field that is asked in every step of a free run: at most its horizon. `threshold` of the field's spread,
 * default 0.4; `per`: what a step counts, such as its share of a Lyapunov time; default 1. @throws NeurariumError 'description'
 */
export function validTime(
  of: string,
  field: string,
  { threshold = 0.4, per = 1, ...options }: DuringOption & { readonly threshold?: number; readonly per?: number } = {},
): ValidTimeMetric {
  for (const [name, value] of Object.entries({ threshold, per })) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new NeurariumError({ code: 'description', message: `${name} of validTime() is ${value}, expected more than 0` });
  }
  return { kind: 'valid-time', ...read(of), field, threshold, per, ...ofBatches(options) };
}

export const meanAbsoluteError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('mean-absolute', of, field, options);
export const rootMeanSquaredError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('root-mean-square', of, field, options);
/** NRMSE: 1 is as good as always saying the mean. */
export const normalisedError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('normalised', of, field, options);
export const largestError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('largest', of, field, options);

export function leastAllowed(of: string, field: string, options: DuringOption = {}): AllowedMetric {
  return { kind: 'allowed', reports: 'least', ...read(of), field, ...ofBatches(options) };
}

export function mostAstray(of: string, field: string, options: DuringOption = {}): AllowedMetric {
  return { kind: 'allowed', reports: 'astray', ...read(of), field, ...ofBatches(options) };
}

export function surprise(of: string, field: string, options: DuringOption = {}): SurpriseMetric {
  return { kind: 'surprise', ...read(of), field, ...ofBatches(options) };
}

export function deltaNorm(population: string, relativeTo: string | null = null): DeltaNormMetric {
  return { kind: 'delta-norm', population, relativeTo };
}

/** Of a ridge regression, by the name of its learner. */
export function chosenPenalty(learner = 'readout'): PenaltyMetric {
  return { kind: 'penalty', learner };
}

export function updates(): UpdatesMetric {
  return { kind: 'updates' };
}
