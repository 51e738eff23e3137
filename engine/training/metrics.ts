/** What is measured of a network that learns in batches, as plain data. Measures nothing. */
import { NeurariumError } from '../errors.ts';
import type { AnnealingOptions } from '../numerics/index.ts';
import type { CompletionMetric, KlDivergenceMetric } from './boltzmann-metrics.ts';
import type { ComponentMetric, FoldsMetric, MapErrorMetric, PurityMetric } from './map-metrics.ts';
import { type DuringOption, type OfBatches, ofBatches, readOf } from './of-batches.ts';

export type { During, DuringOption } from './of-batches.ts';

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

export type ErrorKind = 'agreement' | 'mean-square' | 'mean-absolute' | 'root-mean-square' | 'normalised' | 'largest';

/**
 * Of the difference between a variable and what a field says. `normalised`: the root of mean square over that of the field about its mean, each
 * cell's own; `agreement`: the share of cells without any.
 */
export interface ErrorMetric extends OfBatches {
  readonly kind: 'error';
  readonly reports: ErrorKind;
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
}

/** How many classes of a field are answered at all: each by at least `leastShare` of the answers, whatever the field says of the examples. */
export interface CoverageMetric extends OfBatches {
  readonly kind: 'coverage';
  readonly population: string;
  readonly variable: string | null;
  readonly field: string;
  readonly leastShare: number;
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

/**
 * Of what cells say in all steps of an example after its first `washout` ones: the mean over cells and steps; or the standard deviation of a cell about its
 * own mean, as the root of the mean of the cells' variances.
 */
export interface ActivityMetric extends OfBatches {
  readonly kind: 'activity';
  readonly reports: 'mean' | 'spread';
  readonly population: string;
  readonly variable: string | null;
  readonly washout: number;
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

/**
 * Of a restricted Boltzmann machine, at temperature 1, its visible cells as they are in the first step of a window: the free energy
 * F = - b' v - sum of log(1 + exp(z)) over the hidden cells' logits; or log p(v) = - F(v) - log Z in nats.
 */
export interface FreeEnergyMetric extends OfBatches {
  readonly kind: 'free-energy';
  readonly reports: 'free-energy' | 'log-likelihood';
  /** From the visible to the hidden cells. */
  readonly projection: string;
  /** How log Z is found: null: summed over all states of the smaller of the two populations. Else by annealed importance sampling. */
  readonly annealed: AnnealingOptions | null;
}

/** Euclidean norm of the derivatives of the loss by all that goes into a population's ports, of the latest update; over that of another. */
export interface DeltaNormMetric {
  readonly kind: 'delta-norm';
  readonly population: string;
  readonly relativeTo: string | null;
  /** Of the step so many steps before the end of what was learnt from, over the other's at the end; null: of all steps. */
  readonly lag: number | null;
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
  | CoverageMetric
  | ErrorMetric
  | AllowedMetric
  | SurpriseMetric
  | CapacityMetric
  | ActivityMetric
  | MapErrorMetric
  | PurityMetric
  | FoldsMetric
  | ComponentMetric
  | ValidTimeMetric
  | FreeEnergyMetric
  | KlDivergenceMetric
  | CompletionMetric;
export type LearningMetric = BatchMetric | DeltaNormMetric | PenaltyMetric | UpdatesMetric;

/** By default of the latest update. */
export function loss({ during = 'train', over = 1 }: DuringOption = {}): LossMetric {
  return { kind: 'loss', ...ofBatches({ during, over }) };
}

export function classAccuracy(of: string, field: string, options: DuringOption = {}): ClassAccuracyMetric {
  return { kind: 'class-accuracy', reports: 'share', ...readOf(of), field, ...ofBatches(options) };
}

/** Of a field's classes, how many a population answers; `leastShare` of the answers, default 0: one answer is enough. */
export function classesAnswered(
  of: string,
  field: string,
  { leastShare = 0, ...options }: DuringOption & { readonly leastShare?: number } = {},
): CoverageMetric {
  if (leastShare >= 0 && leastShare <= 1) return { kind: 'coverage', ...readOf(of), field, leastShare, ...ofBatches(options) };
  throw new NeurariumError({ code: 'description', message: `leastShare is ${leastShare}, expected 0 to 1` });
}

/** Wrong answers; by default all that were given while it learnt. */
export function mistakes(
  of: string,
  field: string,
  { during = 'train', over = Number.POSITIVE_INFINITY, ...options }: DuringOption = {},
): ClassAccuracyMetric {
  return { kind: 'class-accuracy', reports: 'mistakes', ...readOf(of), field, ...ofBatches({ during, over, ...options }) };
}

function error(reports: ErrorKind, of: string, field: string, options: DuringOption): ErrorMetric {
  return { kind: 'error', reports, ...readOf(of), field, ...ofBatches(options) };
}

export const meanSquaredError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('mean-square', of, field, options);
/** Of a field that has the inputs of the steps before: how many of them are remembered. */
export function memoryCapacity(of: string, field: string, options: DuringOption = {}): CapacityMetric {
  return { kind: 'capacity', ...readOf(of), field, ...ofBatches(options) };
}

type ActivityOptions = DuringOption & { readonly washout?: number };

function activity(reports: ActivityMetric['reports'], of: string, { washout = 0, ...options }: ActivityOptions): ActivityMetric {
  if (!(Number.isSafeInteger(washout) && washout >= 0))
    throw new NeurariumError({
      code: 'description',
      message: `washout is ${washout}, expected a whole number of steps, at least 0`,
    });
  return { kind: 'activity', reports, ...readOf(of), washout, ...ofBatches(options) };
}

/** Of all cells and steps after `washout` (default 0) of each example. */
export const meanActivity = (of: string, options: ActivityOptions = {}): ActivityMetric => activity('mean', of, options);
/** Standard deviation of a cell over the steps after `washout` (default 0) of each example. */
export const activitySpread = (of: string, options: ActivityOptions = {}): ActivityMetric => activity('spread', of, options);

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
  return { kind: 'valid-time', ...readOf(of), field, threshold, per, ...ofBatches(options) };
}

export const meanAbsoluteError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('mean-absolute', of, field, options);
export const rootMeanSquaredError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('root-mean-square', of, field, options);
/** NRMSE: 1 is as good as always saying the mean. */
export const normalisedError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('normalised', of, field, options);
/** Share of the cells that say just what is asked. */
export const agreement = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('agreement', of, field, options);
export const largestError = (of: string, field: string, options: DuringOption = {}): ErrorMetric =>
  error('largest', of, field, options);

export function leastAllowed(of: string, field: string, options: DuringOption = {}): AllowedMetric {
  return { kind: 'allowed', reports: 'least', ...readOf(of), field, ...ofBatches(options) };
}

export function mostAstray(of: string, field: string, options: DuringOption = {}): AllowedMetric {
  return { kind: 'allowed', reports: 'astray', ...readOf(of), field, ...ofBatches(options) };
}

export function surprise(of: string, field: string, options: DuringOption = {}): SurpriseMetric {
  return { kind: 'surprise', ...readOf(of), field, ...ofBatches(options) };
}

/** Of an example, on average. `projection`: from visible to hidden cells, such as 'v->h:input#0'. */
export function freeEnergy(projection: string, options: DuringOption = {}): FreeEnergyMetric {
  return { kind: 'free-energy', reports: 'free-energy', projection, annealed: null, ...ofBatches({ step: 0, ...options }) };
}

/**
 * Of an example, in nats, on average: exact, for up to 20 visible or hidden cells; with `annealed` of any number of them, by annealed importance
 * sampling from so many chains through so many temperatures.
 */
export function logLikelihood(
  projection: string,
  { annealed = null, ...options }: DuringOption & { readonly annealed?: AnnealingOptions | null } = {},
): FreeEnergyMetric {
  return { kind: 'free-energy', reports: 'log-likelihood', projection, annealed, ...ofBatches({ step: 0, ...options }) };
}

/** @throws NeurariumError for a lag that is no whole number of steps */
export function deltaNorm(
  population: string,
  relativeTo: string | null = null,
  { lag = null }: { readonly lag?: number | null } = {},
): DeltaNormMetric {
  if (lag !== null && !(Number.isSafeInteger(lag) && lag >= 0))
    throw new NeurariumError({ code: 'description', message: `lag is ${lag}, expected a whole number of steps, at least 0` });
  return { kind: 'delta-norm', population, relativeTo, lag };
}

/** Of a ridge regression, by the name of its learner. */
export function chosenPenalty(learner = 'readout'): PenaltyMetric {
  return { kind: 'penalty', learner };
}

export function updates(): UpdatesMetric {
  return { kind: 'updates' };
}
