/** Which cells of one population connect to which of another, as plain data. Knows no random numbers: drawing comes when compiling. */
import { NeurariumError } from './errors.ts';

/**
 * Order of the synapses, which arrays of weights and delays follow: `all-to-all` source by source, its targets ascending;
 * `one-to-one` ascending; `pairs` as given.
 */
export type Wiring =
  | { readonly kind: 'all-to-all'; readonly selfConnections: boolean }
  | { readonly kind: 'one-to-one' }
  | { readonly kind: 'probability'; readonly probability: number; readonly selfConnections: boolean }
  | {
      readonly kind: 'fixed-in-degree';
      readonly inDegree: number;
      readonly replacement: boolean;
      readonly selfConnections: boolean;
    }
  | { readonly kind: 'pairs'; readonly sources: Uint32Array; readonly targets: Uint32Array };

export interface WiringOptions {
  /** Whether a cell may connect to itself, where a population connects to itself. Default true, as in NEST and in Brette et al. 2007. */
  readonly selfConnections?: boolean;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** Every source to every target. */
export function allToAll({ selfConnections = true }: WiringOptions = {}): Wiring {
  return { kind: 'all-to-all', selfConnections };
}

/** Cell i to cell i; the populations have equal sizes. */
export function oneToOne(): Wiring {
  return { kind: 'one-to-one' };
}

/** Each pair of cells with probability `p` in [0, 1], independently. */
export function probability(p: number, { selfConnections = true }: WiringOptions = {}): Wiring {
  if (!(p >= 0 && p <= 1)) fail(`probability(${p}), expected a number from 0 to 1`);
  return { kind: 'probability', probability: p, selfConnections };
}

/**
 * Each target gets exactly `inDegree` (an integer >= 0) sources, drawn uniformly. With `replacement` a source may be drawn twice,
 * which makes two synapses; the default is without.
 */
export function fixedInDegree(inDegree: number, options: WiringOptions & { readonly replacement?: boolean } = {}): Wiring {
  if (!Number.isSafeInteger(inDegree) || inDegree < 0) fail(`fixedInDegree(${inDegree}), expected a whole number of at least 0`);
  const { selfConnections = true, replacement = false } = options;
  return { kind: 'fixed-in-degree', inDegree, replacement, selfConnections };
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
      return same && !wiring.selfConnections ? sources * (targets - 1) : sources * targets;
    case 'one-to-one':
      return targets;
    case 'pairs':
      return wiring.sources.length;
    case 'probability':
    case 'fixed-in-degree':
      return null;
    default:
      return wiring satisfies never;
  }
}

/** Refuses a wiring that does not fit the sizes. @throws NeurariumError 'description' */
export function checkWiring(wiring: Wiring, sources: number, targets: number, same: boolean): void {
  switch (wiring.kind) {
    case 'one-to-one':
      if (sources !== targets) fail(`oneToOne() from ${sources} cells to ${targets}, expected equal sizes`);
      return;
    case 'pairs':
      checkRange(wiring.sources, sources, 'source');
      checkRange(wiring.targets, targets, 'target');
      return;
    case 'fixed-in-degree': {
      const available = same && !wiring.selfConnections ? sources - 1 : sources;
      const most = wiring.replacement ? (available > 0 ? Infinity : 0) : available;
      if (wiring.inDegree <= most) return;
      const hint = wiring.replacement ? undefined : 'Use fewer, or { replacement: true }.';
      return fail(`fixedInDegree(${wiring.inDegree}) out of ${available} possible sources`, hint);
    }
    case 'all-to-all':
    case 'probability':
      return;
    default:
      wiring satisfies never;
  }
}

function checkRange(cells: Uint32Array, size: number, what: string): void {
  const wrong = cells.findIndex((cell) => cell >= size);
  if (wrong >= 0)
    fail(`pairs(): ${what} ${wrong} is cell ${cells[wrong]} of a population of ${size}`, `Cells are 0 to ${size - 1}.`);
}
