import { describe, expect, test } from 'vitest';
import { arrayDataset, shuffled, splitIndices, stratified, subset } from '../../engine/data.ts';
import { RandomStream } from '../../engine/random.ts';

/** 12 examples of two numbers: class a has 8, class b has 4, mixed. */
const labels = Uint8Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1);
const about = { name: 'toy', shape: [2], classes: ['a', 'b'] };
const toy = arrayDataset(
  about,
  labels,
  Float32Array.from({ length: 24 }, (_, k) => k),
);
const everyIndex = Array.from({ length: 12 }, (_, k) => k);

function counts(indices: ArrayLike<number>): number[] {
  const found = [0, 0];
  for (const index of Array.from(indices)) found[toy.label(index)]!++;
  return found;
}

describe('a data set over arrays', () => {
  test('gives views of its inputs and its labels', () => {
    expect(Array.from(toy.inputs(3))).toEqual([6, 7]);
    expect(toy.inputs(3).buffer).toBe(toy.inputs(4).buffer);
    expect(toy.label(2)).toBe(1);
  });

  test('refuses values that do not fit, labels of no class and examples it does not have', () => {
    expect(() => arrayDataset(about, labels, new Uint8Array(23))).toThrow(/23 values for 12 examples of 2, expected 24/);
    expect(() => arrayDataset(about, Uint8Array.of(0, 2), new Uint8Array(4))).toThrow(/label 2 of example 1/);
    expect(() => toy.inputs(12)).toThrow(/no example 12; it has 0 to 11/);
    expect(() => toy.label(-1)).toThrow(/no example -1/);
  });

  test('has subsets that number their examples anew', () => {
    const part = subset(toy, [5, 0]);
    expect(part.size).toBe(2);
    expect([part.label(0), part.label(1)]).toEqual([1, 0]);
    expect(Array.from(part.inputs(0))).toEqual([10, 11]);
    expect(() => part.label(2)).toThrow(/it has 0 to 1/);
    expect(() => subset(toy, [12])).toThrow(/no example 12/);
  });

  test('splits by the index inside the class, not by the index in the set', () => {
    const partOf = (k: number) => (k < 2 ? 'train' : 'test');
    expect(Array.from(splitIndices(toy, partOf, 'train'))).toEqual([0, 1, 2, 5]);
    expect(Array.from(splitIndices(toy, partOf, 'test'))).toEqual([3, 4, 6, 7, 8, 9, 10, 11]);
    expect(() => splitIndices(toy, partOf, 'tset' as never)).toThrow(expect.objectContaining({ hint: "Did you mean 'test'?" }));
  });
});

describe('shuffling', () => {
  test('is a permutation, the same for the same seed and another for another', () => {
    const order = (seed: number) => Array.from(shuffled(everyIndex, new RandomStream(seed, 'test')));
    expect([...order(1)].sort((a, b) => a - b)).toEqual(everyIndex);
    expect(order(1)).toEqual(order(1));
    expect(order(1)).not.toEqual(order(2));
    expect(everyIndex[0]).toBe(0);
  });

  test('puts every element at every place equally often', () => {
    const rounds = 3000;
    const places = new Float64Array(16);
    for (let seed = 0; seed < rounds; seed++) {
      shuffled([0, 1, 2, 3], new RandomStream(seed, 'test')).forEach((element, place) => places[element * 4 + place]!++);
    }
    // Chi-square with 9 degrees of freedom: 27.9 is passed once in a thousand, and the seeds are fixed.
    const expected = rounds / 4;
    const chiSquare = places.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(27.9);
  });
});

describe('a stratified selection', () => {
  test('keeps the proportions of the classes', () => {
    expect(counts(stratified(toy, everyIndex, 3, 1))).toEqual([2, 1]);
    expect(counts(stratified(toy, everyIndex, 6, 1))).toEqual([4, 2]);
    expect(counts(stratified(toy, everyIndex, 'all', 1))).toEqual([8, 4]);
  });

  test('takes of a larger count what a smaller one took, no example twice', () => {
    const few = new Set(stratified(toy, everyIndex, 5, 7));
    const more = new Set(stratified(toy, everyIndex, 9, 7));
    expect(few.size).toBe(5);
    expect(more.size).toBe(9);
    for (const index of few) expect(more.has(index)).toBe(true);
  });

  test('depends on the seed and takes from the given indices alone', () => {
    const given = [0, 2, 4, 5, 6, 8];
    const chosen = (seed: number) => Array.from(stratified(toy, given, 4, seed));
    expect(chosen(1)).toEqual(chosen(1));
    expect(Array.from({ length: 5 }, (_, k) => chosen(k).join())).not.toEqual(Array(5).fill(chosen(0).join()));
    for (const index of chosen(3)) expect(given).toContain(index);
  });

  test.each([0, 13, 1.5, Number.NaN])('refuses %d examples of 12', (count) => {
    expect(() => stratified(toy, everyIndex, count, 1)).toThrow(
      expect.objectContaining({ code: 'data', hint: "'all' takes all 12." }),
    );
  });
});
