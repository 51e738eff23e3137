/**
 * What of networks of undirected connections can be computed exactly, by going through all their states. Cells are 1 or -1; bit i of a state's
 * place says whether cell i is 1. Energies are -1/2 of the sum over all cells of w_ij s_i s_j, less the sum of b_i s_i.
 */
import { NeurariumError } from '../errors.ts';
import { ownMath } from '../kernels/index.ts';
import { placeOfPair } from '../symmetric.ts';

export interface IsingEnergy {
  /** w_ij = w_ji: of cells i > j at i (i - 1) / 2 + j. */
  readonly weights: ArrayLike<number>;
  /** b_i: as many as cells. */
  readonly biases: ArrayLike<number>;
}

/** Cells whose states are gone through. */
export const mostIsingCells = 20;

/** Of each state. @throws NeurariumError 'usage' for more than 20 cells */
export function isingEnergies({ weights, biases }: IsingEnergy): Float64Array {
  const cells = biases.length;
  if (cells > mostIsingCells) {
    const message = `all states of ${cells} cells, expected at most ${mostIsingCells}`;
    throw new NeurariumError({ code: 'usage', message, hint: 'Sample them instead, or make the network smaller.' });
  }
  const energies = new Float64Array(1 << cells);
  const field = new Float64Array(cells);
  energies[0] = lowest(weights, biases, field);
  // Cell by cell: in the states that are known it is -1, and what its turning over changes goes by what it is sent there.
  for (let cell = 0; cell < cells; cell++) {
    const known = 1 << cell;
    for (let state = 0; state < known; state++) {
      let sent = field[cell]!;
      for (let j = 0; j < cell; j++) if ((state >> j) & 1) sent += 2 * weights[placeOfPair(cell, j)]!;
      energies[known + state] = energies[state]! - 2 * sent;
    }
  }
  return energies;
}

/** The energy of the state of -1 alone, and in `field` what each cell is sent there. */
function lowest(weights: ArrayLike<number>, biases: ArrayLike<number>, field: Float64Array): number {
  let energy = 0;
  for (let i = 0; i < biases.length; i++) {
    field[i]! += biases[i]!;
    energy += biases[i]!;
    for (let j = 0; j < i; j++) {
      const weight = weights[placeOfPair(i, j)]!;
      field[i]! -= weight;
      field[j]! -= weight;
      energy -= weight;
    }
  }
  return energy;
}

export interface BoltzmannShares {
  /** exp(-energy / temperature) / Z. */
  readonly shares: Float64Array;
  /** log Z */
  readonly logPartition: number;
}

export function boltzmannShares(energies: Float64Array, temperature: number): BoltzmannShares {
  const least = energies.reduce((low, energy) => Math.min(low, energy));
  const shares = energies.map((energy) => ownMath.exp((least - energy) / temperature));
  const sum = shares.reduce((total, share) => total + share, 0);
  for (let state = 0; state < shares.length; state++) shares[state]! /= sum;
  return { shares, logPartition: ownMath.log(sum) - least / temperature };
}

/** A network some of whose cells are held at what they are. */
export interface PartlyHeld {
  /** Of the others among themselves, in ascending order, with what the held ones send them. */
  readonly free: IsingEnergy;
  /** What the held ones have among themselves. */
  readonly held: number;
}

/** All cells but those of `free`, ascending, are held at what `states` says. */
export function partlyHeld({ weights, biases }: IsingEnergy, states: ArrayLike<number>, free: readonly number[]): PartlyHeld {
  const isFree = new Uint8Array(biases.length);
  for (const cell of free) isFree[cell] = 1;
  const sent = Float64Array.from(biases);
  const among: number[] = [];
  let held = 0;
  for (let i = 0, at = 0; i < biases.length; i++) {
    for (let j = 0; j < i; j++) {
      const weight = weights[at++]!;
      if (isFree[i] === 1 && isFree[j] === 1) among.push(weight);
      else if (isFree[i] === 1) sent[i]! += weight * states[j]!;
      else if (isFree[j] === 1) sent[j]! += weight * states[i]!;
      else held -= weight * states[i]! * states[j]!;
    }
    if (isFree[i] === 0) held -= biases[i]! * states[i]!;
  }
  return { free: { weights: among, biases: free.map((cell) => sent[cell]!) }, held };
}

/** Adds `factor` times the mean of each cell to `cells`, and of each product of two to `pairs`, which lie as weights do. */
export function addIsingMeans(shares: Float64Array, factor: number, cells: Float64Array, pairs: Float64Array): void {
  const count = cells.length;
  for (let state = 0; state < shares.length; state++) {
    const share = factor * shares[state]!;
    for (let i = 0, at = 0; i < count; i++) {
      const own = (state >> i) & 1 ? share : -share;
      cells[i]! += own;
      for (let j = 0; j < i; j++) pairs[at++]! += (state >> j) & 1 ? own : -own;
    }
  }
}
