/** Wirings of cells that lie on a ring or a line in the order of their numbers, as plain data. Knows no random numbers: drawing comes when compiling. */
import { NeurariumError } from './errors.ts';

/**
 * Order of the synapses, which arrays of weights and delays follow: `cycle` and `small-world` source by source; `cycle-jumps` jump by jump, each
 * there and back.
 */
export type RingWiring =
  /** Cell i to cell i + 1, the last to the first where it is closed. */
  | { readonly kind: 'cycle'; readonly closed: boolean }
  /** Cell 0, the cell `length` after it, and so on: each to the one before and after it. */
  | { readonly kind: 'cycle-jumps'; readonly length: number }
  /** Each cell to its `neighbours` nearest, half on each side; each of these with probability `rewired` to any other instead. */
  | { readonly kind: 'small-world'; readonly neighbours: number; readonly rewired: number };

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** A ring in one direction: with the weight r for all, its eigenvalues are r times the roots of 1 (Rodan & Tino 2011, IEEE Trans Neural Netw 22:131). */
export function cycle(): RingWiring {
  return { kind: 'cycle', closed: true };
}

/** An open ring: the last cell connects to none, so that each value goes through all cells once. */
export function delayLine(): RingWiring {
  return { kind: 'cycle', closed: false };
}

/**
 * The jumps of a cycle with jumps, which are put beside a `cycle()`: every `length`-th cell is connected with the next such cell, both ways. Where
 * the number of cells is no multiple of `length`, the last jump ends before the ring does (Rodan & Tino 2012, Neural Comput 24:1822).
 */
export function cycleJumps(length: number): RingWiring {
  if (!Number.isSafeInteger(length) || length < 2) fail(`cycleJumps(${length}), expected a whole number of at least 2`);
  return { kind: 'cycle-jumps', length };
}

/**
 * Each cell to its `neighbours` (an even number) nearest on the ring, each connection then to any other cell with probability `rewired`, but never to
 * itself and never twice to the same (Watts & Strogatz 1998, Nature 393:440; connections have a direction here).
 */
export function smallWorld(neighbours: number, rewired: number): RingWiring {
  if (!Number.isSafeInteger(neighbours) || neighbours < 2 || neighbours % 2 !== 0)
    fail(`smallWorld(${neighbours}, ${rewired}), expected an even number of neighbours, half of them on each side`);
  if (!(rewired >= 0 && rewired <= 1))
    fail(`smallWorld(${neighbours}, ${rewired}), expected a probability from 0 to 1 to be rewired`);
  return { kind: 'small-world', neighbours, rewired };
}

/** Number of synapses among `cells`. */
export function ringSynapses(wiring: RingWiring, cells: number): number {
  switch (wiring.kind) {
    case 'cycle':
      return wiring.closed ? cells : cells - 1;
    case 'cycle-jumps':
      return 2 * Math.floor(cells / wiring.length);
    case 'small-world':
      return wiring.neighbours * cells;
    default:
      return wiring satisfies never;
  }
}

/** @throws NeurariumError 'description' where the cells are too few, or not as many on both sides */
export function checkRing(wiring: RingWiring, sources: number, targets: number): void {
  if (sources !== targets) fail(`${wiring.kind} from ${sources} cells to ${targets}, expected equal sizes`);
  switch (wiring.kind) {
    case 'cycle':
      return;
    case 'cycle-jumps':
      if (wiring.length >= sources) fail(`cycleJumps(${wiring.length}) among ${sources} cells, expected shorter jumps`);
      return;
    case 'small-world':
      if (wiring.neighbours >= sources)
        fail(`smallWorld(${wiring.neighbours}, ${wiring.rewired}) among ${sources} cells, expected fewer neighbours than cells`);
      return;
    default:
      wiring satisfies never;
  }
}
