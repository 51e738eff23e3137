/** Reads and prints units and quantities. Internal: ms, mV, pA, pF, nS, GOhm, um, mM, a coherent set. Knows no models. */
import { NeurariumError } from './errors.ts';
import { suggest } from './suggest.ts';
import { type Dimension, normaliseSymbols, type Quantity, SYMBOLS, type UnitSymbol } from './unit-symbols.ts';

export type { Dimension, Quantity, SameUnit, UnitOf, UnitSymbol, UnitText } from './unit-symbols.ts';

/** `factor` internal units are one of this unit: 1e3 for 's', 1e-3 for 'Hz'. `exponent` is its decimal logarithm. */
export interface Unit {
  readonly dimension: Dimension;
  readonly factor: number;
  readonly exponent: number;
}

export const DIMENSIONLESS: Dimension = [0, 0, 0, 0, 0];
const BASE_UNITS = ['ms', 'mV', 'pA', 'um', 'mM'] as const;
const NUMBER = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)(?![\w.])\s*(.*?)\s*$/s;
const NUMBER_AND_SYMBOL = /^\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*([a-zA-Zµμ\u03a9\u2126].*?)\s*$/s;

export function isUnitSymbol(text: string): boolean {
  return SYMBOLS.has(normaliseSymbols(text));
}

/** a * b^power, exponent by exponent. */
export function multiplyDimensions(a: Dimension, b: Dimension, power = 1): Dimension {
  return [a[0] + b[0] * power, a[1] + b[1] * power, a[2] + b[2] * power, a[3] + b[3] * power, a[4] + b[4] * power];
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return a.every((exponent, i) => exponent === b[i]);
}

/** 10^exponent for multiples of 1/2; the literal of an integer power is correctly rounded, unlike a product of tens. */
function powerOfTen(exponent: number): number {
  const whole = Math.floor(exponent);
  return exponent === whole ? Number(`1e${whole}`) : Number(`1e${whole}`) * Math.sqrt(10);
}

/** Multiplies or divides by a power of ten >= 1, which is exact as a double up to 1e22, so that '9 us' is 0.009. */
function scale(value: number, exponent: number): number {
  return exponent < 0 ? value / powerOfTen(-exponent) : value * powerOfTen(exponent);
}

type Parsed = { dimension: Dimension; exponent: number };

/** Recursive descent over tokens: unit = product ('/' factor | '*' factor)*; product = factor factor ... */
class UnitReader {
  readonly #text: string;
  readonly #tokens: string[];
  #next = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = normaliseSymbols(text).match(/[a-zA-Z]+|\d+(?:\.\d+)?|\S/g) ?? [];
  }

  read(): Parsed {
    if (this.#tokens.length === 0) return { dimension: DIMENSIONLESS, exponent: 0 };
    const parsed = this.#quotient();
    if (this.#next < this.#tokens.length) this.#fail(`did not expect '${this.#tokens[this.#next]}'`);
    return parsed;
  }

  #quotient(): Parsed {
    let left = this.#factor();
    let divided = false;
    for (;;) {
      const token = this.#tokens[this.#next];
      if (token === undefined || token === ')') return left;
      const explicit = token === '/' || token === '*' || token === '·';
      if (explicit) this.#next++;
      else if (divided) this.#fail(`it is not clear whether '${token}' is divided by; use parentheses`);
      divided = token === '/';
      left = combine(left, this.#factor(), divided ? -1 : 1);
    }
  }

  #factor(): Parsed {
    const token = this.#tokens[this.#next++];
    if (token === undefined) return this.#fail('it ends too early');
    if (token === '(') {
      const inner = this.#quotient();
      if (this.#tokens[this.#next++] !== ')') this.#fail("a ')' is missing");
      return this.#power(inner);
    }
    if (token === '1') return { dimension: DIMENSIONLESS, exponent: 0 };
    const symbol = SYMBOLS.get(token);
    if (symbol !== undefined) return this.#power(symbol);
    if (/^[a-zA-Z]/.test(token)) return this.#fail(`'${token}' is no known unit`, suggest(token, [...SYMBOLS.keys()]));
    return this.#fail(`did not expect '${token}'`);
  }

  #power(base: Parsed): Parsed {
    if (this.#tokens[this.#next] !== '^') return base;
    this.#next++;
    const negative = this.#tokens[this.#next] === '-';
    if (negative) this.#next++;
    const digits = this.#tokens[this.#next++] ?? '';
    const power = Number(digits) * (negative ? -1 : 1);
    if (!/^\d/.test(digits) || !Number.isInteger(power * 2) || Math.abs(power) > 12) {
      return this.#fail(`power '${negative ? '-' : ''}${digits}' is not a whole or half number up to 12`);
    }
    return combine({ dimension: DIMENSIONLESS, exponent: 0 }, base, power);
  }

  #fail(reason: string, hint = "Units look like 'ms', 'mV/ms', '1/(mV ms)', 'mV^2'."): never {
    throw new NeurariumError({ code: 'unit', message: `unit '${this.#text}' cannot be read: ${reason}`, hint });
  }
}

function combine(a: Parsed, b: Parsed, power: number): Parsed {
  return { dimension: multiplyDimensions(a.dimension, b.dimension, power), exponent: a.exponent + b.exponent * power };
}

/**
 * Unit text -> dimension and factor. '' and '1' are dimensionless; products by space, `*` or `·`; quotients by `/` (left to right);
 * powers by `^` (whole or half numbers). A space product right after a quotient is refused as ambiguous.
 * @throws NeurariumError 'unit'
 */
export function parseUnit(text: string): Unit {
  const { dimension, exponent } = new UnitReader(text).read();
  return { dimension, exponent, factor: powerOfTen(exponent) };
}

/** The internal unit of a dimension as text that `parseUnit` reads: 'nS', 'mV/ms', '1/(ms mV)', '1'. */
export function formatDimension(dimension: Dimension): string {
  for (const [symbol, known] of SYMBOLS) {
    if (known.exponent === 0 && symbol !== 'kHz' && sameDimension(known.dimension, dimension)) return symbol;
  }
  const above: string[] = [];
  const below: string[] = [];
  dimension.forEach((exponent, i) => {
    if (exponent === 0) return;
    const size = Math.abs(exponent);
    (exponent > 0 ? above : below).push(size === 1 ? BASE_UNITS[i]! : `${BASE_UNITS[i]!}^${size}`);
  });
  const numerator = above.length === 0 ? '1' : above.join(' ');
  if (below.length === 0) return numerator;
  return `${numerator}/${below.length === 1 ? below[0]! : `(${below.join(' ')})`}`;
}

/** Splits '20 ms' or '20ms' into number text and unit text; '5 1/ms' needs its space. */
function splitQuantity(text: string): { number: string; unit: string } | undefined {
  const match = NUMBER_AND_SYMBOL.exec(text) ?? NUMBER.exec(text);
  return match === null ? undefined : { number: match[1]!, unit: match[2]! };
}

function example(unit: string): string {
  return parseUnit(unit).dimension.every((exponent) => exponent === 0) ? "such as '0.5', without a unit" : `such as '20 ${unit}'`;
}

function describeUnit(unit: string): string {
  return unit === '' || unit === '1' ? 'a number without unit' : `a quantity in ${unit}`;
}

/**
 * '0.5 s' where 'ms' is expected -> 500 (internal units). Dimensionless (`'1'`): the text of a bare number.
 * `what` names the parameter in errors. @throws NeurariumError 'unit'
 */
export function parseQuantity(text: string, expectedUnit: string, what: string): number {
  const expected = parseUnit(expectedUnit);
  const fail = (reason: string, hint: string): never => {
    const message = `${what}: '${text}' ${reason}, expected ${describeUnit(expectedUnit)}`;
    throw new NeurariumError({ code: 'unit', message, hint });
  };
  const split = splitQuantity(text);
  if (split === undefined) return fail('does not start with a number', `Write a number, ${example(expectedUnit)}.`);
  const dimensionless = sameDimension(expected.dimension, DIMENSIONLESS);
  if (split.unit === '' && !dimensionless) return fail('has no unit', `Write '${split.number} ${expectedUnit}'.`);
  const unit = readGivenUnit(split.unit, text, expectedUnit, what);
  if (!sameDimension(unit.dimension, expected.dimension)) {
    return fail(`is in ${split.unit}`, `Write it ${example(expectedUnit)}.`);
  }
  const value = scale(Number(split.number), unit.exponent);
  return Number.isFinite(value) ? value : fail('is not finite', `Write it ${example(expectedUnit)}.`);
}

function readGivenUnit(unit: string, text: string, expectedUnit: string, what: string): Unit {
  try {
    return parseUnit(unit);
  } catch (error) {
    if (!(error instanceof NeurariumError)) throw error;
    const message = `${what}: '${text}' has a unit that cannot be read, expected ${describeUnit(expectedUnit)}`;
    throw new NeurariumError({ code: 'unit', message, hint: nearestUnit(unit, expectedUnit) }, { cause: error });
  }
}

/** Among the symbols of the expected dimension, where that has symbols. */
function nearestUnit(given: string, expectedUnit: string): string {
  const { dimension } = parseUnit(expectedUnit);
  const symbols = [...SYMBOLS.keys()].filter((symbol) => sameDimension(SYMBOLS.get(symbol)!.dimension, dimension));
  if (symbols.length === 0) return `Write it ${example(expectedUnit)}.`;
  // First what is expected: of two that are equally near, the first is named.
  return suggest(given, symbols.includes(expectedUnit) ? [...new Set([expectedUnit, ...symbols])] : symbols);
}

/** A value in internal units -> text in `unit`: formatQuantity(500, 's') is '0.5 s'. Twelve digits, so that it reads back as written. */
export function formatQuantity(value: number, unit: string): string {
  const digits = Number(scale(value, -parseUnit(unit).exponent).toPrecision(12));
  return unit === '' || unit === '1' ? String(digits) : `${digits} ${unit}`;
}

/** A typed quantity as a number in a unit of its dimension, for arithmetic in scenarios: inUnit('0.5 s', 'ms') is 500. */
export function inUnit<const U extends UnitSymbol>(quantity: Quantity<NoInfer<U>>, unit: U): number {
  return scale(parseQuantity(String(quantity), unit, 'quantity'), -parseUnit(unit).exponent);
}

/** A number written in `unit` -> internal units. */
export function toInternal(value: number, unit: string): number {
  return scale(value, parseUnit(unit).exponent);
}
