/** What a scenario trains and tests with, as plain data: data selection, encoding, learners, protocol, metrics. Knows no data and learns nothing. */
import type { SplitPart } from './data.ts';
import { NeurariumError } from './errors.ts';
import { suggest } from './suggest.ts';
import { parseQuantity, type Quantity } from './units.ts';

/** Not `splitParts` of data.ts, which would bring random numbers into the description. */
const parts = Object.keys({ train: 1, validation: 1, test: 1 } satisfies Record<SplitPart, 1>);

/** Examples of one part of a data set: how many (drawn by the run's seed with classes in proportion), or all. */
export interface DataSelection {
  readonly dataset: string;
  readonly part: SplitPart;
  readonly examples: number | 'all';
}

/** A ridge regression from features to one output per class, the largest of which is the answer. Minimises squared error + penalty * squared weights (without the offset). */
export interface RidgeLearner {
  readonly kind: 'ridge';
  /** Spike counts per cell of these populations, in order, while an example is presented; or the example's own inputs. */
  readonly features: readonly string[] | 'inputs';
  readonly penalty: number;
}

/** Further kinds (gradients, local rules, maps) join this union. */
export type Learner = RidgeLearner;

/** Fits the learners on the scenario's data. */
export interface TrainStage {
  readonly kind: 'train';
  /** How long each example is presented, in ms. */
  readonly present: number;
  /** Whether the network starts each example from its initial state. */
  readonly reset: boolean;
}

/** Asks the learners; yields the metrics. */
export interface TestStage {
  readonly kind: 'test';
  readonly split: SplitPart;
  readonly examples: number | 'all';
  readonly present: number;
  readonly reset: boolean;
}

export type Stage = TrainStage | TestStage;

/** Share of test examples that the learner named `learner` answers right. */
export interface AccuracyMetric {
  readonly kind: 'accuracy';
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

export type Metric =
  | AccuracyMetric
  | BumpMetric
  | IntervalErrorMetric
  | PatternErrorsMetric
  | SpectralPeakMetric
  | VolleyMetric
  | WeightMetric;

/** Before each example `parameter` of cell i of `population` becomes input i times `scale` (internal units). Inputs lie in 0 to 1. */
export interface Encoding {
  readonly population: string;
  readonly parameter: string;
  readonly scale: number;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** dataset('mnist').split('train', 1000): which examples to use. Their bytes come later, through the host. */
export function dataset(name: string): { split(part: SplitPart, examples?: number | 'all'): DataSelection } {
  if (typeof name !== 'string' || name === '') fail("dataset() without a name, such as dataset('mnist')");
  return {
    split(part, examples = 'all') {
      return { dataset: name, part: checkPart(part), examples: checkExamples(examples) };
    },
  };
}

function checkPart(part: SplitPart): SplitPart {
  return parts.includes(part) ? part : fail(`split '${String(part)}' is unknown`, suggest(String(part), parts));
}

function checkExamples(examples: number | 'all'): number | 'all' {
  if (examples === 'all' || (Number.isSafeInteger(examples) && examples >= 1)) return examples;
  return fail(`${String(examples)} examples, expected a whole number of at least 1, or 'all'`);
}

function checkPresent(present: string): number {
  const time = parseQuantity(present, 'ms', 'present');
  return time > 0 ? time : fail(`present is '${present}', expected more than 0`);
}

/** Ridge readout of `features`: names of populations, or 'inputs'. `penalty` >= 0. */
export function ridge({
  features,
  penalty,
}: {
  readonly features: readonly string[] | 'inputs';
  readonly penalty: number;
}): RidgeLearner {
  if (!(penalty >= 0 && Number.isFinite(penalty))) fail(`penalty of ridge() is ${penalty}, expected 0 or more`);
  if (features !== 'inputs' && features.length === 0)
    fail("features of ridge() are empty, expected names of populations or 'inputs'");
  return { kind: 'ridge', features, penalty };
}

export function train(stage: { readonly present: Quantity<'ms'>; readonly reset: boolean }): TrainStage {
  return { kind: 'train', present: checkPresent(stage.present), reset: stage.reset };
}

export function test(stage: {
  readonly split: SplitPart;
  readonly examples?: number | 'all';
  readonly present: Quantity<'ms'>;
  readonly reset: boolean;
}): TestStage {
  const examples = checkExamples(stage.examples ?? 'all');
  return { kind: 'test', split: checkPart(stage.split), examples, present: checkPresent(stage.present), reset: stage.reset };
}

/** The name of a learner; a scenario with a single one calls it 'readout'. */
export function accuracy(learner = 'readout'): AccuracyMetric {
  return { kind: 'accuracy', learner };
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

interface BumpOptions {
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
