/** Energies of all states, shares and means, against the formulas written down state by state. */
import { describe, expect, it } from 'vitest';
import { addIsingMeans, boltzmannShares, isingEnergies, partlyHeld } from '../../../engine/numerics/index.ts';
import { numbers } from '../../simulated.ts';

const cells = 7;
const next = numbers(17);
const machine = {
  weights: Array.from({ length: (cells * (cells - 1)) / 2 }, () => 4 * next() - 2),
  biases: Array.from({ length: cells }, () => 2 * next() - 1),
};
const stateOf = (code: number, count = cells) => Array.from({ length: count }, (_, i) => ((code >> i) & 1 ? 1 : -1));

/** Over both orders of each pair, halved. */
function energyOf(state: readonly number[], { weights, biases }: typeof machine): number {
  let energy = 0;
  for (let i = 0; i < state.length; i++) {
    energy -= biases[i]! * state[i]!;
    for (let j = 0; j < state.length; j++) {
      const [high, low] = [Math.max(i, j), Math.min(i, j)];
      if (i !== j) energy -= (weights[(high * (high - 1)) / 2 + low]! * state[i]! * state[j]!) / 2;
    }
  }
  return energy;
}

describe('a network of undirected connections', () => {
  it('has the energy of each of its states', () => {
    const energies = isingEnergies(machine);
    expect(energies).toHaveLength(128);
    energies.forEach((energy, code) => expect(energy).toBeCloseTo(energyOf(stateOf(code), machine), 12));
  });

  it('is in each as often as exp(-E / T) says, even where that overflows', () => {
    for (const temperature of [0.5, 1, 1e-9]) {
      const energies = isingEnergies(machine);
      const { shares, logPartition } = boltzmannShares(energies, temperature);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      const [low, other] = [energies.indexOf(Math.min(...energies)), 5];
      // Of log share = -E / T - log Z, to roundings of numbers of the size of E / T.
      for (const code of temperature === 1e-9 ? [low] : [low, other])
        expect(Math.log(shares[code]!) + energies[code]! / temperature + logPartition).toBeCloseTo(
          0,
          temperature === 1e-9 ? 5 : 11,
        );
    }
  });

  it('has means of cells and of products of two', () => {
    const { shares } = boltzmannShares(isingEnergies(machine), 1);
    const [own, pairs] = [new Float64Array(cells), new Float64Array((cells * (cells - 1)) / 2)];
    addIsingMeans(shares, 2, own, pairs);
    const mean = (of: (state: readonly number[]) => number) =>
      shares.reduce((sum, share, code) => sum + 2 * share * of(stateOf(code)), 0);
    own.forEach((value, i) =>
      expect(value).toBeCloseTo(
        mean((state) => state[i]!),
        13,
      ),
    );
    let at = 0;
    for (let i = 0; i < cells; i++)
      for (let j = 0; j < i; j++)
        expect(pairs[at++]).toBeCloseTo(
          mean((state) => state[i]! * state[j]!),
          13,
        );
  });

  it('has the same energies where some of its cells are held', () => {
    const [held, free] = [stateOf(0b0101101), [1, 4, 5]];
    const { free: rest, held: constant } = partlyHeld(machine, held, free);
    isingEnergies(rest).forEach((energy, code) => {
      const state = held.slice();
      free.forEach((cell, k) => {
        state[cell] = stateOf(code, 3)[k]!;
      });
      expect(constant + energy).toBeCloseTo(energyOf(state, machine), 12);
    });
    expect(isingEnergies(partlyHeld(machine, held, []).free)).toEqual(Float64Array.of(0));
  });

  it('is refused where its states are too many', () => {
    const many = { weights: new Float64Array(210), biases: new Float64Array(21) };
    expect(() => isingEnergies(many)).toThrow('all states of 21 cells, expected at most 20');
  });
});
