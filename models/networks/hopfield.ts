/**
 * Hopfield network: cells of 1 and -1, each connected to each other by one weight that works both ways. The world tells them once; then each
 * becomes the sign of what the others send, at a sum of 0 it stays. One after the other, in a new order in each step, none raises the energy
 * -1/2 sum of w_ij s_i s_j, so that they come to rest; all at once, they may also end up between two states.
 * Hopfield 1982, PNAS 79:2554; all at once: Little 1974, Math Biosci 19:101.
 */
import { allToAll, asyncRandom, type Network, network, steps } from '../../engine/index.ts';
import { backfedUnit, overlapUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';

export interface HopfieldOptions {
  readonly cells: number;
  /** Whether they move one after the other, or all at once; default in turn. */
  readonly updates?: 'in turn' | 'at once';
  /** Of the pairs of cells i > j at i (i - 1) / 2 + j; default 0, to be stored by `storePatterns`. */
  readonly weights?: ArrayLike<number>;
  /** How many patterns a population `overlaps` compares the cells with; default none. */
  readonly patterns?: number;
  /** Of each cell; default -1. */
  readonly start?: ArrayLike<number>;
}

/**
 * Population units, with the ports `world` and `clamp`; patterns are stored in 'units->units:input#0'. The weights of `overlaps` become patterns by
 * `centres`: 'units->overlaps:distance#0'.
 */
export function hopfield({ cells, updates = 'in turn', weights, patterns = 0, start }: HopfieldOptions): Network {
  const inTurn = updates === 'in turn';
  const initial = start === undefined ? {} : { s: Array.from(start) };
  const populations: Populations = {
    units: backfedUnit.of(cells, initial, inTurn ? { schedule: asyncRandom() } : {}),
    ...(patterns > 0 && { overlaps: overlapUnit.of(patterns, { norm: cells }) }),
  };
  const among: Connection = {
    from: 'units',
    to: 'units',
    port: 'input',
    wiring: allToAll({ selfConnections: false }),
    weight: weights === undefined ? 0 : Array.from(weights),
    symmetric: true,
    delay: steps(inTurn ? 0 : 1),
  };
  const compared: Connection = {
    from: 'units',
    to: 'overlaps',
    port: 'distance',
    wiring: allToAll(),
    weight: 0,
    map: 'distance',
  };
  return network(populations, patterns > 0 ? [among, compared] : [among]);
}
