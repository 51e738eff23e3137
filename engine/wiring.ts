/** Which cells of one population connect to which of another, as plain data. Knows no random numbers: drawing comes when compiling. */
import { NeurariumError } from './errors.ts';
import { isPairExpression, type PairExpression } from './pair-expression.ts';
import { describe } from './parameter-value.ts';
import { checkRing, type RingWiring, ringSynapses } from './ring-wiring.ts';

/** One probability for all pairs, one for each source or target cell, or an expression over the pair. */
export type PairProbability =
  | number
  | { readonly kind: 'per-cell'; readonly by: 'source' | 'target'; readonly values: Float64Array }
  | PairExpression;

export interface Connecting {
  readonly selfConnections: boolean;
  /** Only pairs for which this condition holds; null for all. */
  readonly where: PairExpression | null;
}

/**
 * Order of the synapses, which arrays of weights and delays follow: `all-to-all` source by source, its targets ascending;
 * `one-to-one` ascending; `pairs` as given.
 */
export type Wiring =
  | ({ readonly kind: 'all-to-all' } & Connecting)
  | { readonly kind: 'one-to-one' }
  | ({ readonly kind: 'probability'; readonly probability: PairProbability } & Connecting)
  | ({ readonly kind: 'fixed-in-degree'; readonly inDegree: number; readonly replacement: boolean } & Connecting)
  | ({ readonly kind: 'fixed-out-degree'; readonly outDegree: number; readonly replacement: boolean } & Connecting)
  | {
      readonly kind: 'fixed-total-number';
      readonly total: number;
      readonly replacement: boolean;
      readonly selfConnections: boolean;
    }
  | { readonly kind: 'pairs'; readonly sources: Uint32Array; readonly targets: Uint32Array }
  | RingWiring;

export interface SelfConnectionOption {
  /** Whether a cell may connect to itself, where a population connects to itself. Default true, as in NEST and in Brette et al. 2007. */
  readonly selfConnections?: boolean;
}

export interface WiringOptions extends SelfConnectionOption {
  /** A condition by pair, such as expression('distance < 200 um'): only pairs for which it holds can be connected. */
  readonly where?: PairExpression;
}

export interface ReplacementOption {
  /** Whether a pair may be drawn more than once, which makes more than one synapse. Default false. */
  readonly replacement?: boolean;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function connecting({ selfConnections = true, where }: WiringOptions): Connecting {
  if (where === undefined || isPairExpression(where)) return { selfConnections, where: where ?? null };
  return fail(`where is ${describe(where)}, expected an expression`, "Write expression('distance < 200 um').");
}

function checkCount(count: number, call: string): void {
  if (!Number.isSafeInteger(count) || count < 0) fail(`${call}(${count}), expected a whole number of at least 0`);
}

/** Every source to every target. */
export function allToAll(options: WiringOptions = {}): Wiring {
  return { kind: 'all-to-all', ...connecting(options) };
}

/** Cell i to cell i; the populations have equal sizes. */
export function oneToOne(): Wiring {
  return { kind: 'one-to-one' };
}

/**
 * Each pair of cells with probability `p` in [0, 1], independently; `p` may be an expression over the pair, or an array with one
 * probability for each cell: of the source population or of the target population, as `by` says.
 */
export function probability(
  p: number | PairExpression | readonly number[] | Float64Array,
  options: WiringOptions & { readonly by?: 'source' | 'target' } = {},
): Wiring {
  return { kind: 'probability', probability: readProbability(p, options.by), ...connecting(options) };
}

function readProbability(p: unknown, by: 'source' | 'target' | undefined): PairProbability {
  if (Array.isArray(p) || ArrayBuffer.isView(p)) {
    if (by !== 'source' && by !== 'target') {
      fail('probability() with an array, and whose cells it is for is not said', "Add { by: 'source' } or { by: 'target' }.");
    }
    const values = Float64Array.from(p as unknown as ArrayLike<number>);
    const wrong = values.findIndex((value) => !(value >= 0 && value <= 1));
    if (wrong >= 0) fail(`probability(): entry ${wrong} is ${values[wrong]}, expected a number from 0 to 1`);
    return { kind: 'per-cell', by, values };
  }
  if (by !== undefined) fail(`probability() by ${by}, expected an array with one probability for each ${by} cell`);
  if (isPairExpression(p)) return p;
  if (typeof p === 'number' && p >= 0 && p <= 1) return p;
  return fail(`probability(${describe(p)}), expected a number from 0 to 1`);
}

/**
 * Each target gets exactly `inDegree` (an integer >= 0) sources, drawn uniformly. With `replacement` a source may be drawn twice,
 * which makes two synapses; the default is without.
 */
export function fixedInDegree(inDegree: number, options: WiringOptions & ReplacementOption = {}): Wiring {
  checkCount(inDegree, 'fixedInDegree');
  return { kind: 'fixed-in-degree', inDegree, replacement: options.replacement ?? false, ...connecting(options) };
}

/** Each source gets exactly `outDegree` targets; as `fixedInDegree` otherwise. */
export function fixedOutDegree(outDegree: number, options: WiringOptions & ReplacementOption = {}): Wiring {
  checkCount(outDegree, 'fixedOutDegree');
  return { kind: 'fixed-out-degree', outDegree, replacement: options.replacement ?? false, ...connecting(options) };
}

/**
 * Exactly `total` synapses between pairs drawn uniformly. With `replacement` a pair may be drawn more than once, as in NEST's
 * fixed_total_number and in Potjans & Diesmann 2014; the default is without.
 */
export function fixedTotalNumber(total: number, options: SelfConnectionOption & ReplacementOption = {}): Wiring {
  checkCount(total, 'fixedTotalNumber');
  const { selfConnections = true, replacement = false } = options;
  return { kind: 'fixed-total-number', total, replacement, selfConnections };
}

/** Synapse k goes from cell sources[k] to cell targets[k]. The same pair twice makes two synapses. Copied. */
export function pairs(sources: ArrayLike<number>, targets: ArrayLike<number>): Wiring {
  if (sources.length !== targets.length) {
    fail(`pairs() with ${sources.length} sources and ${targets.length} targets, expected as many of one as of the other`);
  }
  return { kind: 'pairs', sources: indices(sources, 'source'), targets: indices(targets, 'target') };
}

function indices(given: ArrayLike<number>, what: string): Uint32Array {
  const copy = new Uint32Array(given.length);
  for (let k = 0; k < given.length; k++) {
    const index = given[k]!;
    if (!Number.isInteger(index) || index < 0 || index > 0xffffffff) {
      fail(`pairs(): ${what} ${k} is ${index}, expected the index of a cell`, 'Cells are counted from 0.');
    }
    copy[k] = index;
  }
  return copy;
}

/** Number of synapses, or null where it, or their order, is not known before drawing. `same`: source and target are one population. */
export function knownSynapses(wiring: Wiring, sources: number, targets: number, same: boolean): number | null {
  switch (wiring.kind) {
    case 'all-to-all':
      return wiring.where === null ? pairsOf(sources, targets, same && !wiring.selfConnections) : null;
    case 'one-to-one':
      return targets;
    case 'pairs':
      return wiring.sources.length;
    case 'cycle':
    case 'cycle-jumps':
    case 'small-world':
      return ringSynapses(wiring, targets);
    case 'probability':
    case 'fixed-in-degree':
    case 'fixed-out-degree':
    case 'fixed-total-number':
      return null;
    default:
      return wiring satisfies never;
  }
}

/** Pairs that can be connected. */
export function pairsOf(sources: number, targets: number, forbidSelf: boolean): number {
  return sources * targets - (forbidSelf ? sources : 0);
}

/** Refuses a wiring that does not fit the sizes. @throws NeurariumError 'description' */
export function checkWiring(wiring: Wiring, sources: number, targets: number, same: boolean): void {
  const forbidSelf = same && 'selfConnections' in wiring && !wiring.selfConnections ? 1 : 0;
  switch (wiring.kind) {
    case 'one-to-one':
      if (sources !== targets) fail(`oneToOne() from ${sources} cells to ${targets}, expected equal sizes`);
      return;
    case 'pairs':
      checkRange(wiring.sources, sources, 'source');
      checkRange(wiring.targets, targets, 'target');
      return;
    case 'fixed-in-degree':
      return checkEnough(
        `fixedInDegree(${wiring.inDegree})`,
        wiring.inDegree,
        sources - forbidSelf,
        wiring.replacement,
        'sources',
      );
    case 'fixed-out-degree':
      return checkEnough(
        `fixedOutDegree(${wiring.outDegree})`,
        wiring.outDegree,
        targets - forbidSelf,
        wiring.replacement,
        'targets',
      );
    case 'fixed-total-number':
      return checkTotal(wiring, pairsOf(sources, targets, forbidSelf === 1));
    case 'probability':
      return checkPerCell(wiring.probability, sources, targets);
    case 'cycle':
    case 'cycle-jumps':
    case 'small-world':
      return checkRing(wiring, sources, targets);
    case 'all-to-all':
      return;
    default:
      wiring satisfies never;
  }
}

/** From every cell to every cell, itself too: the weights fill a matrix. */
export function isFull(wiring: Wiring): boolean {
  return wiring.kind === 'all-to-all' && wiring.where === null && wiring.selfConnections;
}

function checkEnough(call: string, wanted: number, available: number, replacement: boolean, what: string): void {
  const most = replacement ? (available > 0 ? Infinity : 0) : available;
  if (wanted <= most) return;
  fail(`${call} out of ${available} possible ${what}`, replacement ? undefined : 'Use fewer, or { replacement: true }.');
}

/** Of so many pairs it is noted, a bit each, which have been drawn. */
const mostDistinctPairs = 2 ** 32;

function checkTotal({ total, replacement }: Extract<Wiring, { kind: 'fixed-total-number' }>, available: number): void {
  checkEnough(`fixedTotalNumber(${total})`, total, available, replacement, 'pairs');
  if (replacement || available <= mostDistinctPairs) return;
  fail(
    `fixedTotalNumber(${total}) without replacement out of ${available} pairs, expected at most ${mostDistinctPairs} pairs`,
    'Use { replacement: true }: among so many pairs few are drawn twice.',
  );
}

function checkPerCell(p: PairProbability, sources: number, targets: number): void {
  if (typeof p === 'number' || p.kind !== 'per-cell') return;
  const expected = p.by === 'source' ? sources : targets;
  if (p.values.length === expected) return;
  fail(`probability() with ${p.values.length} numbers by ${p.by}, expected one for each of ${expected} ${p.by} cells`);
}

function checkRange(cells: Uint32Array, size: number, what: string): void {
  const wrong = cells.findIndex((cell) => cell >= size);
  if (wrong >= 0)
    fail(`pairs(): ${what} ${wrong} is cell ${cells[wrong]} of a population of ${size}`, `Cells are 0 to ${size - 1}.`);
}
