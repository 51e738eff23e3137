/** What a scenario measures beyond rates, as plain data, and what makes it: `accuracy`, `spectralPeak`, `weightShare` and the like. Measures nothing. */
import { NeurariumError } from './errors.ts';
import { type ClassAccuracyMetric, classAccuracy, type DuringOption, type LearningMetric } from './training/index.ts';
import type { TrialMetric } from './trial-metrics.ts';
import { parseQuantity, type Quantity } from './units.ts';

/** Share of test examples that the learner named `learner` answers right. */
export interface AccuracyMetric {
  readonly kind: 'accuracy';
  readonly learner: string;
}

/** How the answers of the learner named `learner`, in tests, correlate with the number that it was asked for: -1 to 1. Null where either is always the same. */
export interface CorrelationMetric {
  readonly kind: 'correlation';
  readonly learner: string;
}

/** Largest difference, in steps, of any inter-spike interval from the one expected of its cell (in ms). Null without intervals. */
export interface IntervalErrorMetric {
  readonly kind: 'interval-error';
  readonly of: string;
  readonly expected: Float64Array;
}

/** How many of a population's spikes are not expected, plus how many expected ones did not come. */
export interface PatternErrorsMetric {
  readonly kind: 'pattern-errors';
  readonly of: string;
  readonly expected: readonly (readonly [cell: number, step: number])[];
}

/** The mean weight of a projection at the end, as a share of `relativeTo`. */
export interface WeightMeanMetric {
  readonly kind: 'weight-mean';
  /** Name of a projection, such as 'input->output:excitatory#0'. */
  readonly projection: string;
  /** What counts as 1: a quantity in the port's unit. */
  readonly relativeTo: string | number;
}

/** The share of a projection's synapses whose weight lies in `between` at the end, limits included, in shares of `relativeTo`. */
export interface WeightShareMetric {
  readonly kind: 'weight-share';
  readonly projection: string;
  readonly relativeTo: string | number;
  readonly between: readonly [low: number, high: number];
}

export type WeightMetric = WeightMeanMetric | WeightShareMetric;

/**
 * Frequency in Hz at which the rate of all cells of the populations together has most power: bins of a step, Welch's method, Hann window,
 * segments of `segment` ms that overlap by half. Null where the run is shorter than a segment after `from`.
 */
export interface SpectralPeakMetric {
  readonly kind: 'spectral-peak';
  readonly of: readonly string[];
  /** In ms. */
  readonly from: number;
  readonly segment: number;
  /** In Hz. */
  readonly between: readonly [low: number, high: number];
}

/**
 * The bump of activity on a population whose positions are a ring: `speed` in turns per s, positive towards growing x, the slope of the
 * direction of the population vector over time; or `length`, of the mean unit vector, between 0 (all around) and 1 (at one place), on
 * average. Vectors are summed over bins, in which the bump must turn by less than a half. Null where it has no direction.
 */
export interface BumpMetric {
  readonly kind: 'bump';
  readonly of: string;
  readonly quantity: 'speed' | 'length';
  /** In ms. */
  readonly from: number;
  readonly bin: number;
}

/**
 * The volley of a population is the spikes in its fullest window of `within` ms (the first of several). Reports their number, or the
 * standard deviation of their times in ms (null without spikes).
 */
export interface VolleyMetric {
  readonly kind: 'volley';
  readonly reports: 'size' | 'spread';
  readonly of: string;
  readonly within: number;
}

/**
 * How far a variable of cells is, at the end, from what is expected of each. `total-variation`: half the sum of the differences, which of two
 * distributions is 0 to 1. `largest`: the largest difference, each in units of `per`.
 */
export interface DeviationMetric {
  readonly kind: 'deviation';
  readonly reports: 'total-variation' | 'largest';
  readonly population: string;
  readonly variable: string;
  readonly expected: Float64Array;
  /** One per cell; null: 1. */
  readonly per: Float64Array | null;
}

/** Of two other metrics, by their names: the first less the second, or over it. */
export interface ComparisonMetric {
  readonly kind: 'comparison';
  readonly of: readonly [first: string, second: string];
  readonly by: 'difference' | 'ratio';
}

/**
 * The energy of a population's undirected connections, as it stands: -1/2 of the sum over all pairs of cells, both ways, of weight and both values,
 * less the sum of bias times value (Hopfield 1982, PNAS 79:2554).
 */
export interface EnergyMetric {
  readonly kind: 'energy';
  readonly population: string;
  /** Name of a parameter; null where there is none. */
  readonly bias: string | null;
}

/**
 * How a network of at most 16 undirected cells of 1 and -1 stands to all its states, which are gone through. `distance`: half the sum of what the
 * shares of the states after each step and those of exp(-energy / temperature) differ by (total variation). `lowest`: the lowest energy of any.
 */
export interface EnumerationMetric {
  readonly kind: 'enumeration';
  readonly reports: 'distance' | 'lowest';
  readonly population: string;
  readonly bias: string | null;
  /** Of the distance: a number, or a state variable of the cells, which has it. */
  readonly temperature: number | string;
}

export type Metric =
  | AccuracyMetric
  | BumpMetric
  | ComparisonMetric
  | CorrelationMetric
  | EnergyMetric
  | EnumerationMetric
  | DeviationMetric
  | IntervalErrorMetric
  | LearningMetric
  | PatternErrorsMetric
  | SpectralPeakMetric
  | TrialMetric
  | VolleyMetric
  | WeightMetric;

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}

/**
 * Share of right answers: of the learner of that name (a scenario with a single one calls it 'readout'); or, of a network that learns in
 * batches, of the cells of a population: accuracy('y', 'label').
 */
export function accuracy(learner?: string): AccuracyMetric;
export function accuracy(of: string, field: string, options?: DuringOption): ClassAccuracyMetric;
export function accuracy(of = 'readout', field?: string, options: DuringOption = {}): AccuracyMetric | ClassAccuracyMetric {
  return field === undefined ? { kind: 'accuracy', learner: of } : classAccuracy(of, field, options);
}

/** Of a learner of numbers, by its name: Pearson's correlation of what it answers with what it was asked for. */
export function correlation(learner = 'readout'): CorrelationMetric {
  return { kind: 'correlation', learner };
}

/** Of a population that undirected connections lead from and to; `bias`: a parameter that its cells add to their input. */
export function energy(population: string, { bias = null }: { readonly bias?: string | null } = {}): EnergyMetric {
  return { kind: 'energy', population, bias };
}

/** How far the states that were visited are from Boltzmann's distribution: 0 to 1. At most 16 cells of 1 and -1. */
export function boltzmannDistance(
  population: string,
  { bias = null, temperature = 1 }: { readonly bias?: string | null; readonly temperature?: number | string } = {},
): EnumerationMetric {
  if (typeof temperature === 'number' && !(temperature > 0))
    fail(`temperature of boltzmannDistance() is ${temperature}, expected more than 0`);
  return { kind: 'enumeration', reports: 'distance', population, bias, temperature };
}

/** Of all states. At most 16 cells of 1 and -1. */
export function lowestEnergy(population: string, { bias = null }: { readonly bias?: string | null } = {}): EnumerationMetric {
  return { kind: 'enumeration', reports: 'lowest', population, bias, temperature: 1 };
}

/** One metric less another, by their names. */
export function difference(first: string, second: string): ComparisonMetric {
  return { kind: 'comparison', of: [first, second], by: 'difference' };
}

/** One metric over another, by their names; nothing where that is 0. */
export function ratio(first: string, second: string): ComparisonMetric {
  return { kind: 'comparison', of: [first, second], by: 'ratio' };
}

function deviation(of: string, rest: Pick<DeviationMetric, 'reports' | 'expected' | 'per'>): DeviationMetric {
  const [population, variable] = of.split('.') as [string, string?];
  if (variable === undefined) fail(`'${of}' names no variable, such as 'y.share'`);
  const { expected, per } = rest;
  if (per !== null && (per.length !== expected.length || per.some((one) => !(one > 0))))
    fail(`${per.length} units for ${expected.length} expected values, expected as many above 0`);
  return { kind: 'deviation', population, variable, ...rest };
}

/** How far the shares of cells ('visits.average') are at the end from a distribution. */
export function totalVariation(of: string, expected: ArrayLike<number>): DeviationMetric {
  return deviation(of, { reports: 'total-variation', expected: Float64Array.from(expected), per: null });
}

/** The largest difference of any cell's variable from what is expected, at the end; `per`: what counts as 1 for each, such as standard errors. */
export function largestDeviation(of: string, expected: ArrayLike<number>, per?: ArrayLike<number>): DeviationMetric {
  return deviation(of, {
    reports: 'largest',
    expected: Float64Array.from(expected),
    per: per === undefined ? null : Float64Array.from(per),
  });
}

/** `expected`: one interval in ms per cell. */
export function intervalError(of: string, expected: ArrayLike<number>): IntervalErrorMetric {
  return { kind: 'interval-error', of, expected: Float64Array.from(expected) };
}

/** The largest power of the populations' rate at frequencies `between` two, after `from`; segments of 200 ms give a grid of 5 Hz. */
export function spectralPeak(
  of: string | readonly string[],
  options: {
    readonly from?: Quantity<'ms'>;
    readonly segment?: Quantity<'ms'>;
    readonly between: readonly [low: Quantity<'Hz'>, high: Quantity<'Hz'>];
  },
): SpectralPeakMetric {
  const { from = '0 ms', segment = '200 ms', between } = options;
  const [low, high] = between.map((limit) => 1000 * parseQuantity(limit, 'Hz', 'between of spectralPeak()')) as [number, number];
  if (!(low >= 0 && low < high)) fail(`spectralPeak() between ${between.join(' and ')}, expected 0 <= low < high`);
  const [begin, length] = [parseQuantity(from, 'ms', 'from'), parseQuantity(segment, 'ms', 'segment')];
  if (!(begin >= 0 && length > 0))
    fail(`spectralPeak() from ${from} in segments of ${segment}, expected from >= 0 and a segment above 0`);
  return { kind: 'spectral-peak', of: [of].flat(), from: begin, segment: length, between: [low, high] };
}

function bump(of: string, quantity: BumpMetric['quantity'], options: BumpOptions): BumpMetric {
  const from = parseQuantity(options.from ?? '0 ms', 'ms', 'from');
  const bin = parseQuantity(options.bin ?? '50 ms', 'ms', 'bin');
  if (!(from >= 0 && bin > 0)) fail(`bump from ${from} ms in bins of ${bin} ms, expected 0 or more, and more than 0`);
  return { kind: 'bump', of, quantity, from, bin };
}

export interface BumpOptions {
  readonly from?: Quantity<'ms'>;
  /** Default 50 ms. */
  readonly bin?: Quantity<'ms'>;
}

/** How fast the activity of a population on a `ring` travels, in turns per s. */
export function bumpSpeed(of: string, options: BumpOptions = {}): BumpMetric {
  return bump(of, 'speed', options);
}

/** How much the activity of a population on a `ring` is at one place: 0 to 1. */
export function bumpLength(of: string, options: BumpOptions = {}): BumpMetric {
  return bump(of, 'length', options);
}

export function patternErrors(of: string, expected: readonly (readonly [cell: number, step: number])[]): PatternErrorsMetric {
  return { kind: 'pattern-errors', of, expected };
}

/** Mean weight at the end of the run; `relativeTo` is what counts as 1, such as the largest weight. */
export function weightMean(projection: string, relativeTo: string | number): WeightMeanMetric {
  return { kind: 'weight-mean', projection, relativeTo };
}

/** Share of the weights that lie in [low, high] at the end of the run, in shares of `relativeTo`: weightShare(name, '0.1 nS', [0, 0.1]). */
export function weightShare(
  projection: string,
  relativeTo: string | number,
  between: readonly [low: number, high: number],
): WeightShareMetric {
  if (!(between[0] <= between[1])) fail(`weightShare() between ${between[0]} and ${between[1]}, expected the smaller first`);
  return { kind: 'weight-share', projection, relativeTo, between };
}

function volley(reports: VolleyMetric['reports'], of: string, within: string): VolleyMetric {
  const length = parseQuantity(within, 'ms', 'within');
  return length > 0 ? { kind: 'volley', reports, of, within: length } : fail(`within is '${within}', expected more than 0`);
}

/** Spikes in the fullest window of this length. */
export function volleySize(of: string, { within }: { readonly within: Quantity<'ms'> }): VolleyMetric {
  return volley('size', of, within);
}

/** Standard deviation, in ms, of the times of the spikes in the fullest window of this length. */
export function volleySpread(of: string, { within }: { readonly within: Quantity<'ms'> }): VolleyMetric {
  return volley('spread', of, within);
}
