/** What a parameter, weight or delay may be given as, read into plain data in internal units. Knows no models. */
import { type Distribution, supportOf } from './distribution.ts';
import { NeurariumError } from './errors.ts';
import {
  DIMENSIONLESS,
  formatQuantity,
  parseQuantity,
  parseUnit,
  type Quantity,
  type SameUnit,
  sameDimension,
  toInternal,
} from './units.ts';

/** One number for all, one for each, or a draw for each; internal units. */
export type ParameterValue = number | { readonly kind: 'values'; readonly values: Float64Array } | Distribution;

/** Numbers that carry their unit; made by `values()`. `values` is in internal units. */
export interface QuantityValues<U extends string = string> {
  readonly kind: 'values';
  readonly unit: U;
  readonly values: Float64Array;
}

/** What may be written where unit `U` belongs: a quantity, `values()`, a distribution; where there is no unit numbers and arrays of them. */
export type Given<U extends string> =
  | Quantity<U>
  | QuantityValues<SameUnit<U>>
  | Distribution<SameUnit<U>>
  | (U extends '1' | '' ? readonly number[] | Float64Array : string extends U ? readonly number[] | Float64Array : never);

/** One number per cell (or synapse), in `unit`: values('mV', [-60, -55]). Copied. @throws NeurariumError where one is not finite */
export function values<const U extends string>(unit: U, numbers: ArrayLike<number>): QuantityValues<U> {
  parseUnit(unit);
  const copy = Float64Array.from(numbers, (value) => toInternal(value, unit));
  refuseNotFinite(copy, 'values()');
  return { kind: 'values', unit, values: copy };
}

function refuseNotFinite(numbers: Float64Array, what: string): void {
  const wrong = numbers.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return;
  const message = `${what}: entry ${wrong} is ${numbers[wrong]}, expected finite numbers`;
  throw new NeurariumError({ code: 'description', message });
}

/**
 * Reads what was given for `what` in `unit`. `length`: how many entries an array must have; null where arrays are not possible.
 * @throws NeurariumError 'unit' or 'description'
 */
export function readGiven(given: unknown, unit: string, what: string, length: number | null): ParameterValue {
  if (typeof given === 'string') return parseQuantity(given, unit, what);
  if (typeof given === 'number') return readNumber(given, unit, what);
  const array = readArray(given, unit, what);
  if (array !== undefined) {
    checkLength(array, length, what);
    return { kind: 'values', values: array };
  }
  if (!isDistribution(given)) {
    const message = `${what} is ${describe(given)}, expected a quantity in ${unit}, values('${unit}', [...]) or a distribution`;
    throw new NeurariumError({ code: 'description', message });
  }
  checkUnit(given.unit, unit, `${what}: ${given.kind}()`);
  return given;
}

function readNumber(given: number, unit: string, what: string): number {
  if (!sameDimension(parseUnit(unit).dimension, DIMENSIONLESS)) {
    const message = `${what}: ${given} has no unit, expected a quantity in ${unit}`;
    throw new NeurariumError({ code: 'unit', message, hint: `Write '${given} ${unit}'.` });
  }
  if (Number.isFinite(given)) return given;
  throw new NeurariumError({ code: 'description', message: `${what} is ${given}, expected a finite number` });
}

function readArray(given: unknown, unit: string, what: string): Float64Array | undefined {
  if (Array.isArray(given) || ArrayBuffer.isView(given)) {
    if (!sameDimension(parseUnit(unit).dimension, DIMENSIONLESS)) {
      const message = `${what}: an array without unit, expected quantities in ${unit}`;
      throw new NeurariumError({ code: 'unit', message, hint: `Write values('${unit}', [...]).` });
    }
    const copy = Float64Array.from(given as unknown as ArrayLike<number>);
    refuseNotFinite(copy, what);
    return copy;
  }
  if (!isValues(given)) return undefined;
  checkUnit(given.unit, unit, `${what}: values()`);
  return given.values;
}

function checkLength(array: Float64Array, length: number | null, what: string): void {
  if (array.length === length) return;
  const expected =
    length === null ? 'one quantity or a distribution, since the number is not known before drawing' : String(length);
  throw new NeurariumError({ code: 'description', message: `${what}: ${array.length} values, expected ${expected}` });
}

function checkUnit(given: string, expected: string, what: string): void {
  if (sameDimension(parseUnit(given).dimension, parseUnit(expected).dimension)) return;
  const name = (unit: string): string => (unit === '1' || unit === '' ? 'without unit' : `in ${unit}`);
  throw new NeurariumError({ code: 'unit', message: `${what} is ${name(given)}, expected it ${name(expected)}` });
}

function isValues(given: unknown): given is QuantityValues {
  return typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'values' && 'unit' in given;
}

function isDistribution(given: unknown): given is Distribution {
  return typeof given === 'object' && given !== null && 'kind' in given && (given.kind === 'uniform' || given.kind === 'normal');
}

/** A value for messages, short whatever it is. */
export function describe(given: unknown): string {
  if (typeof given === 'string') return `'${given.slice(0, 80)}'`;
  if (Array.isArray(given)) return `an array of ${given.length}`;
  return typeof given === 'object' && given !== null ? 'an object' : typeof given === 'function' ? 'a function' : String(given);
}

export interface Limits {
  readonly unit: string;
  readonly min?: number;
  /** A lower limit that itself is not allowed. */
  readonly above?: number;
  readonly max?: number;
}

/** The smallest and the largest number that a value stands for. */
export function rangeOf(value: ParameterValue): readonly [number, number] {
  if (typeof value === 'number') return [value, value];
  if (value.kind !== 'values') return supportOf(value);
  let low = Infinity;
  let high = -Infinity;
  for (const number of value.values) {
    if (number < low) low = number;
    if (number > high) high = number;
  }
  return [low, high];
}

/** Refuses a value that can lie outside [min, max], or not above `above`, also by an unlucky draw. */
export function checkLimits(value: ParameterValue, limits: Limits, what: string): void {
  const [low, high] = rangeOf(value);
  const text = (number: number): string => formatQuantity(number, limits.unit);
  const fail = (found: number, expected: string): never => {
    const drawn = typeof value !== 'number' && value.kind !== 'values';
    const message = drawn
      ? `${what}: ${value.kind}() can draw ${Number.isFinite(found) ? text(found) : 'any number'}, expected ${expected}`
      : `${what} is ${text(found)}, expected ${expected}`;
    const hint = drawn && value.kind === 'normal' ? 'Clip it: the third argument of normal() is { min, max }.' : undefined;
    throw new NeurariumError({ code: 'description', message, hint });
  };
  const { min, above, max } = limits;
  if (above !== undefined && low <= above) fail(low, `more than ${text(above)}`);
  if (min !== undefined && low < min) fail(low, `at least ${text(min)}`);
  if (max !== undefined && high > max) fail(high, `at most ${text(max)}`);
}
