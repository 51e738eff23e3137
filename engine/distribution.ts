/** Distributions as plain data, in internal units. Knows no random numbers: samples are drawn when a network is compiled. */
import { NeurariumError } from './errors.ts';
import { formatQuantity, parseQuantity, type Quantity, type UnitOf, type UnitText } from './units.ts';

/** Uniform in [min, max). */
export interface UniformDistribution<U extends string = string> {
  readonly kind: 'uniform';
  /** As written, for checks and messages; the numbers beside it are in internal units. '1' where there is none. */
  readonly unit: U;
  readonly min: number;
  readonly max: number;
}

/** Normal; a sample beyond `min` or `max` becomes that limit. */
export interface NormalDistribution<U extends string = string> {
  readonly kind: 'normal';
  readonly unit: U;
  readonly mean: number;
  readonly deviation: number;
  readonly min: number | null;
  readonly max: number | null;
}

export type Distribution<U extends string = string> = UniformDistribution<U> | NormalDistribution<U>;

type Written = number | `${number} ${UnitText}`;

/** The unit of '20 ms' is 'ms', of a number '1'. */
export function writtenUnit(text: string | number): string {
  if (typeof text === 'number') return '1';
  return /^\s*[+-]?[\d.]+(?:[eE][+-]?\d+)?\s*(.*?)\s*$/s.exec(text)?.[1] || '1';
}

/** A written quantity -> internal units; NaN and infinity are refused. */
function read(given: string | number, unit: string, what: string): number {
  const value = typeof given === 'string' ? parseQuantity(given, unit, what) : unit === '1' ? given : Number.NaN;
  if (Number.isFinite(value)) return value;
  const expected = unit === '1' ? 'a finite number' : `a quantity in ${unit}`;
  throw new NeurariumError({ code: 'unit', message: `${what} is ${String(given)}, expected ${expected}` });
}

/** Refuses max < min. */
function ordered(min: number, max: number, unit: string, what: string): void {
  if (min <= max) return;
  const message = `${what}: min ${formatQuantity(min, unit)} is above max ${formatQuantity(max, unit)}`;
  throw new NeurariumError({ code: 'description', message, hint: 'The smaller value comes first.' });
}

/**
 * Uniform between `min` (included) and `max`: uniform('-60 mV', '-50 mV') or uniform(0, 1).
 * @throws NeurariumError where the units differ or min > max
 */
export function uniform<const D extends Written>(min: D, max: Quantity<UnitOf<D>>): UniformDistribution<UnitOf<D>> {
  const unit = writtenUnit(min) as UnitOf<D>;
  const low = read(min, unit, 'min of uniform()');
  const high = read(max as string | number, unit, 'max of uniform()');
  ordered(low, high, unit, 'uniform()');
  return { kind: 'uniform', unit, min: low, max: high };
}

/**
 * Normal with `mean` and standard `deviation` >= 0; with `limits`, a sample beyond one becomes that limit (so the limits carry
 * the mass of the tails). @throws NeurariumError where the units differ, deviation < 0 or limits.min > limits.max
 */
export function normal<const D extends Written>(
  mean: D,
  deviation: Quantity<UnitOf<D>>,
  limits: { readonly min?: Quantity<UnitOf<D>>; readonly max?: Quantity<UnitOf<D>> } = {},
): NormalDistribution<UnitOf<D>> {
  const unit = writtenUnit(mean) as UnitOf<D>;
  const spread = read(deviation as string | number, unit, 'deviation of normal()');
  if (spread < 0) {
    const message = `deviation of normal() is ${formatQuantity(spread, unit)}, expected 0 or more`;
    throw new NeurariumError({ code: 'description', message });
  }
  const limit = (name: 'min' | 'max'): number | null =>
    limits[name] === undefined ? null : read(limits[name] as string | number, unit, `${name} of normal()`);
  const [min, max] = [limit('min'), limit('max')];
  if (min !== null && max !== null) ordered(min, max, unit, 'limits of normal()');
  return { kind: 'normal', unit, mean: read(mean, unit, 'mean of normal()'), deviation: spread, min, max };
}

/** The smallest and largest sample there can be, in internal units. */
export function supportOf(distribution: Distribution): readonly [number, number] {
  switch (distribution.kind) {
    case 'uniform':
      return [distribution.min, distribution.max];
    case 'normal': {
      const { mean, deviation, min, max } = distribution;
      const [low, high] = deviation === 0 ? [mean, mean] : [-Infinity, Infinity];
      return [Math.max(low, min ?? -Infinity), Math.min(high, max ?? Infinity)];
    }
    default:
      return distribution satisfies never;
  }
}
