/** Means of cells and of the products of two over a phase, added up: pairs lie as the weights of undirected connections do. */
import { addIsingMeans, boltzmannShares, type IsingEnergy, isingEnergies, partlyHeld } from '../../numerics/index.ts';
import { pairsAmong, placeOfPair } from '../../symmetric.ts';

export interface PairMeans {
  readonly cells: Float64Array;
  readonly pairs: Float64Array;
}

/** Adds `factor` times what a state has. */
export function addState({ cells, pairs }: PairMeans, states: ArrayLike<number>, factor: number): void {
  for (let i = 0, at = 0; i < cells.length; i++) {
    const own = factor * states[i]!;
    cells[i]! += own;
    for (let j = 0; j < i; j++) pairs[at++]! += own * states[j]!;
  }
}

/** Some cells held at what `states` says, the others free, ascending. */
interface Held {
  readonly states: ArrayLike<number>;
  readonly free: readonly number[];
  readonly temperature: number;
}

/** Adds `factor` times the means over all states of the free cells. @throws NeurariumError 'usage' where they are too many */
export function addExact(means: PairMeans, energy: IsingEnergy, { states, free, temperature }: Held, factor: number): void {
  const { shares } = boltzmannShares(isingEnergies(partlyHeld(energy, states, free).free), temperature);
  const [own, among] = [new Float64Array(free.length), new Float64Array(pairsAmong(free.length))];
  addIsingMeans(shares, 1, own, among);
  const mean = Float64Array.from(states);
  free.forEach((cell, k) => {
    mean[cell] = own[k]!;
  });
  // Of a free and a held cell the product's mean is the product of the means; of two free ones it is not.
  addState(means, mean, factor);
  for (let a = 0, at = 0; a < free.length; a++)
    for (let b = 0; b < a; b++, at++) means.pairs[placeOfPair(free[a]!, free[b]!)]! += factor * (among[at]! - own[a]! * own[b]!);
}
