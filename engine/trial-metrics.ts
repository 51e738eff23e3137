/**
 * What copies of a network are tried for, apart from the run: how fast neighbouring states part, how many streams of inputs it tells apart, how
 * far two streams of inputs lead it apart. Plain data; tries nothing.
 */
import { NeurariumError } from './errors.ts';
import { parseQuantity, type Quantity } from './units.ts';

/** What comes in at a port while it is tried: drawn anew for each stream, step and cell. */
export type Drive =
  /** Uniform in `between`. */
  | { readonly kind: 'noise'; readonly population: string; readonly port: string; readonly between: readonly [number, number] }
  /** `value` with the probability `rate` (per ms, or per step where time is counted in those) times dt, else nothing. */
  | { readonly kind: 'train'; readonly population: string; readonly port: string; readonly rate: number; readonly value: number };

/** In `steps` steps after `washout`; nats per step. */
export interface LyapunovMetric {
  readonly kind: 'lyapunov';
  readonly of: readonly string[];
  readonly drive: Drive | null;
  readonly steps: number;
  readonly washout: number;
}

/** Of streams of inputs that are the same in their last steps. */
export interface Streams {
  readonly of: readonly string[];
  readonly drive: Drive;
  /** Of a stream. */
  readonly steps: number;
  /** So many last of these are the same in all streams. */
  readonly alike: number;
  /** Steps after them in which nothing comes in. */
  readonly still: number;
  /** Spikes are forgotten with this time constant, in ms. */
  readonly filter: number;
}

/** `streams`: how many; null: as many as cells. `tolerance`: what counts as nothing beside the largest. */
export interface StateRankMetric extends Streams {
  readonly kind: 'state-rank';
  readonly streams: number | null;
  readonly tolerance: number;
}

/** On average over `pairs` of streams, of which the second is the first, changed. */
export interface StateDistanceMetric extends Streams {
  readonly kind: 'state-distance';
  readonly change: StreamChange;
  readonly pairs: number;
}

/** Drawn anew at a share of the steps; or each event moved by a normal number of ms with this deviation. */
export type StreamChange =
  | { readonly by: 'share'; readonly share: number }
  | { readonly by: 'jitter'; readonly deviation: number };

export type TrialMetric = LyapunovMetric | StateRankMetric | StateDistanceMetric;

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message });
}

function whole(value: number, what: string, least: number): number {
  return Number.isSafeInteger(value) && value >= least
    ? value
    : fail(`${what} is ${value}, expected a whole number of at least ${least}`);
}

/** A number for each cell and step. Default between -1 and 1. */
export function noiseInto(population: string, port: string, between: readonly [number, number] = [-1, 1]): Drive {
  if (!(between[0] <= between[1])) fail(`noiseInto() between ${between[0]} and ${between[1]}, expected the smaller first`);
  return { kind: 'noise', population, port, between };
}

/** A random train of events for each cell. `rate`: such as '20 Hz'; `value`: of each, in the port's own unit, default 1. */
export function trainsInto(
  population: string,
  port: string,
  { rate, value = 1 }: { rate: Quantity<'Hz'>; value?: number },
): Drive {
  const perMs = parseQuantity(rate, 'Hz', 'rate of trainsInto()');
  return perMs > 0 ? { kind: 'train', population, port, rate: perMs, value } : fail(`rate is '${rate}', expected more than 0`);
}

/**
 * The largest Lyapunov exponent, in nats per step: how fast a state and one beside it part (above 0: chaos) or come together, by twins that
 * are brought near each other again after each step (Benettin et al. 1980, Meccanica 15:9; Sprott 2003, Chaos and Time-Series Analysis, 5.6).
 * `of`: populations of values, in which twins differ at first. Without a drive nothing comes in.
 */
export function lyapunovExponent(
  of: string | readonly string[],
  options: { readonly drive?: Drive; readonly steps?: number; readonly washout?: number } = {},
): LyapunovMetric {
  const { drive = null, steps = 1000, washout = 200 } = options;
  return { kind: 'lyapunov', of: [of].flat(), drive, steps: whole(steps, 'steps', 1), washout: whole(washout, 'washout', 0) };
}

export interface StreamOptions {
  readonly drive: Drive;
  readonly steps: number;
  /** Default 0. */
  readonly alike?: number;
  /** Default 0. */
  readonly still?: number;
  /** Default '30 ms'. */
  readonly filter?: Quantity<'ms'>;
}

function streams(
  of: string | readonly string[],
  { drive, steps, alike = 0, still = 0, filter = '30 ms' }: StreamOptions,
): Streams {
  const tau = parseQuantity(filter, 'ms', 'filter');
  if (!(tau > 0)) fail(`filter is '${filter}', expected more than 0`);
  whole(alike, 'alike', 0);
  if (alike > whole(steps, 'steps', 1)) fail(`alike is ${alike}, of ${steps} steps`);
  return { of: [of].flat(), drive, steps, alike, still: whole(still, 'still', 0), filter: tau };
}

/**
 * The rank of the states that as many streams of inputs lead to: a linear readout can give so many of them any answer. With no steps `alike`
 * it is the kernel rank, of different streams, which should be high; with some, the generalisation rank, of streams that differ only in what
 * should be forgotten, which should be low (Legenstein & Maass 2007, Neural Netw 20:323).
 */
export function stateRank(
  of: string | readonly string[],
  options: StreamOptions & { readonly streams?: number; readonly tolerance?: number },
): StateRankMetric {
  const { streams: count, tolerance = 1e-3 } = options;
  if (!(tolerance > 0 && tolerance < 1)) fail(`tolerance is ${tolerance}, expected more than 0 and less than 1`);
  const many = count === undefined ? null : whole(count, 'streams', 1);
  return { kind: 'state-rank', ...streams(of, options), streams: many, tolerance };
}

/**
 * How far two streams of inputs lead the states apart: their separation (Maass, Natschläger & Markram 2002, Neural Comput 14:2531, figure 2).
 * `apart`: the share of the steps in which the second is drawn anew, default 1; or `jitter`: how far each event of a train is moved instead, as
 * the standard deviation of a normal number. With many steps `alike` or `still`, whether it forgets where it came from: the echo state property
 * (Jaeger 2001, GMD Report 148).
 */
export function stateDistance(
  of: string | readonly string[],
  options: StreamOptions & { readonly apart?: number; readonly jitter?: Quantity<'ms'>; readonly pairs?: number },
): StateDistanceMetric {
  const { pairs = 10 } = options;
  return { kind: 'state-distance', ...streams(of, options), change: changeOf(options), pairs: whole(pairs, 'pairs', 1) };
}

function changeOf({
  drive,
  apart,
  jitter,
}: StreamOptions & { readonly apart?: number; readonly jitter?: Quantity<'ms'> }): StreamChange {
  if (jitter === undefined) {
    const share = apart ?? 1;
    return share >= 0 && share <= 1 ? { by: 'share', share } : fail(`apart is ${share}, expected a share from 0 to 1`);
  }
  if (apart !== undefined) fail('both apart and jitter, expected one of them');
  if (drive.kind !== 'train') fail('jitter of noise, expected a train of events: trainsInto(...)');
  const deviation = parseQuantity(jitter, 'ms', 'jitter');
  return deviation >= 0 ? { by: 'jitter', deviation } : fail(`jitter is '${jitter}', expected 0 or more`);
}
