/** Undirected connections: one weight for each pair of cells of a population, whichever of the two looks. Plain data, checked when given. */
import { NeurariumError } from './errors.ts';
import type { Wiring } from './wiring.ts';

/** What of a projection decides whether it can be symmetric. */
interface Undirected {
  readonly from: string;
  readonly to: string;
  readonly values: boolean;
  readonly wiring: Wiring;
  /** Whether its weights are made of others, or into something. */
  readonly made: boolean;
  readonly map: string;
}

/** Pairs of different cells: those of cells i > j are counted i by i, j ascending. */
export function pairsAmong(cells: number): number {
  return (cells * (cells - 1)) / 2;
}

/** The place of the pair of cells `i` > `j` among `pairsAmong` all cells. */
export function placeOfPair(i: number, j: number): number {
  return pairsAmong(i) + j;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** @throws NeurariumError 'description' where a projection cannot be symmetric */
export function checkSymmetric({ from, to, values, wiring, made, map }: Undirected): void {
  if (from !== to || !values) fail(`symmetric from ${from} to ${to}, expected values from a population to itself`);
  if (wiring.kind !== 'all-to-all' || wiring.selfConnections)
    fail(`symmetric, wired ${wiring.kind}, expected all pairs of different cells`, 'Write allToAll({ selfConnections: false }).');
  if (made) fail('symmetric with a shape, or with the weights of another projection, expected weights of its own');
  if (map !== 'sum') fail(`symmetric with map '${map}', expected 'sum'`);
}
