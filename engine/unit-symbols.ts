/** The unit symbols, their dimensions and powers of ten, and the types `Quantity` and `UnitOf`. Knows no parsing. */

/** Exponents of the base units [ms, mV, pA, um, mM]. Halves occur: noise has the unit 1/sqrt(ms). */
export type Dimension = readonly [ms: number, mV: number, pA: number, um: number, mM: number];

/** Each symbol stands with its power of ten relative to the internal unit of its kind (the one with 0). */
const KINDS = {
  time: { dimension: [1, 0, 0, 0, 0], symbols: { s: 3, ms: 0, us: -3, ns: -6 } },
  frequency: { dimension: [-1, 0, 0, 0, 0], symbols: { Hz: -3, mHz: -6, kHz: 0, MHz: 3 } },
  voltage: { dimension: [0, 1, 0, 0, 0], symbols: { V: 3, mV: 0, uV: -3, nV: -6 } },
  current: { dimension: [0, 0, 1, 0, 0], symbols: { A: 12, mA: 9, uA: 6, nA: 3, pA: 0, fA: -3 } },
  capacitance: { dimension: [1, -1, 1, 0, 0], symbols: { F: 12, mF: 9, uF: 6, nF: 3, pF: 0, fF: -3 } },
  conductance: { dimension: [0, -1, 1, 0, 0], symbols: { S: 9, mS: 6, uS: 3, nS: 0, pS: -3 } },
  resistance: { dimension: [0, 1, -1, 0, 0], symbols: { Ohm: -9, kOhm: -6, MOhm: -3, GOhm: 0 } },
  charge: { dimension: [1, 0, 1, 0, 0], symbols: { nC: 6, pC: 3, fC: 0 } },
  length: { dimension: [0, 0, 0, 1, 0], symbols: { m: 6, cm: 4, mm: 3, um: 0, nm: -3 } },
  concentration: { dimension: [0, 0, 0, 0, 1], symbols: { M: 3, mM: 0, uM: -3, nM: -6 } },
} as const;

type Kinds = typeof KINDS;
type Kind = keyof Kinds;
/** `us` may be written `µs` (micro sign or Greek mu), `Ohm` as `Ω`. */
type Spellings<S> =
  | S
  | (S extends `u${infer Rest}` ? `µ${Rest}` | `μ${Rest}` : never)
  | (S extends `${infer Prefix}Ohm` ? `${Prefix}Ω` : never);
type SymbolOf<K extends Kind> = K extends Kind ? Spellings<keyof Kinds[K]['symbols'] & string> : never;
type KindOf<U extends string> = { [K in Kind]: U extends SymbolOf<K> ? K : never }[Kind];

/** A single unit symbol, such as `ms` or `kHz`. */
export type UnitSymbol = SymbolOf<Kind>;
/** A symbol or a compound such as `mV/ms`; compounds are read at run time, so only their shape is checked here. */
export type UnitText = UnitSymbol | `${string}${'/' | '^' | '*' | ' '}${string}`;

/**
 * What may be written where unit `U` belongs: `Quantity<'ms'>` takes '20 ms', '0.5 s', '30 us'; a compound such as 'mV/ms' takes
 * the same unit text alone; `'1'` (no dimension) takes a number. Of an unknown unit (`string`): either.
 */
export type Quantity<U extends string> = string extends U
  ? number | `${number} ${string}`
  : U extends '1' | ''
    ? number
    : `${number} ${SameUnit<U>}`;

/** All symbols of the dimension of symbol `U`; a compound is alone. */
export type SameUnit<U extends string> = string extends U
  ? string
  : U extends '1' | ''
    ? '1' | ''
    : [KindOf<U>] extends [never]
      ? U
      : SymbolOf<KindOf<U>>;

/** The unit of a default: `UnitOf<'20 ms'>` is 'ms', `UnitOf<0.5>` is '1'. */
export type UnitOf<D> = D extends number ? '1' : D extends `${number} ${infer U}` ? U : never;

/** Symbol -> its dimension and power of ten. Spellings with µ and Ω are normalised before the lookup. */
export const SYMBOLS: ReadonlyMap<string, { readonly dimension: Dimension; readonly exponent: number }> = new Map(
  Object.values(KINDS).flatMap(({ dimension, symbols }) =>
    Object.entries<number>(symbols).map(([symbol, exponent]) => [symbol, { dimension, exponent }] as const),
  ),
);

/** `µs` -> `us`, `MΩ` -> `MOhm`. */
export function normaliseSymbols(text: string): string {
  return text.replace(/[\u00b5\u03bc]/g, 'u').replace(/[\u03a9\u2126]/g, 'Ohm');
}
