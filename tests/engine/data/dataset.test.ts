import { describe, expect, test } from 'vitest';
import { arrayDataset, labelOf, type SplitPart, shuffled, splitByClass, stratified, subset } from '../../../engine/data/index.ts';
import { RandomStream } from '../../../engine/random.ts';

/** 12 examples of two numbers: class a has 8, class b has 4, mixed. */
const labels = Uint8Array.of(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1);
const about = { name: 'toy', size: 12, fields: { x: { shape: [2] }, label: { shape: [], classes: ['a', 'b'] } } };
const x = Float32Array.from({ length: 24 }, (_, k) => k);
const toy = arrayDataset(about, { x, label: labels });
const everyIndex = Array.from({ length: 12 }, (_, k) => k);

function counts(indices: ArrayLike<number>): number[] {
  const found = [0, 0];
  for (const index of Array.from(indices)) found[labelOf(toy, 'label', index)]!++;
  return found;
}

describe('a data set over arrays', () => {
  test('gives views of its fields', () => {
    expect(Array.from(toy.values('x', 3))).toEqual([6, 7]);
    expect((toy.values('x', 3) as Float32Array).buffer).toBe((toy.values('x', 4) as Float32Array).buffer);
    expect(labelOf(toy, 'label', 2)).toBe(1);
  });

  test('has fields with numbers for each step', () => {
    const fields = { x: { shape: [2], perStep: true }, y: { shape: [] } };
    const sequences = arrayDataset({ name: 's', size: 4, steps: 3, fields }, { x, y: Float32Array.of(0, 1, Number.NaN, 3) });
    expect(Array.from(sequences.values('x', 1))).toEqual([6, 7, 8, 9, 10, 11]);
    expect(sequences.values('y', 2)[0]).toBeNaN();
  });

  test('refuses values that do not fit, labels of no class, and examples and fields it does not have', () => {
    expect(() => arrayDataset(about, { x: x.subarray(1), label: labels })).toThrow(/23 numbers in field 'x', expected 24/);
    expect(() => arrayDataset(about, { x })).toThrow(/field 'label' has no numbers/);
    expect(() => arrayDataset(about, { x, label: labels.with(1, 2) })).toThrow(/label 2 of example 1/);
    expect(() => toy.values('x', 12)).toThrow(/no example 12; it has 0 to 11/);
    expect(() => labelOf(toy, 'label', -1)).toThrow(/no example -1/);
    expect(() => toy.values('lable', 0)).toThrow(expect.objectContaining({ hint: "Did you mean 'label'?" }));
    expect(() => labelOf(toy, 'x', 0)).toThrow(/holds numbers, expected classes/);
  });

  test('has subsets that number their examples anew', () => {
    const part = subset(toy, [5, 0]);
    expect(part.size).toBe(2);
    expect([labelOf(part, 'label', 0), labelOf(part, 'label', 1)]).toEqual([1, 0]);
    expect(Array.from(part.values('x', 0))).toEqual([10, 11]);
    expect(() => part.values('label', 2)).toThrow(/it has 0 to 1/);
    expect(() => subset(toy, [12])).toThrow(/no example 12/);
  });

  test('splits by the index inside the class, not by the index in the set', () => {
    const partOf = (k: number): SplitPart => (k < 2 ? 'train' : 'test');
    const firsts = (parts: readonly SplitPart[]) => {
      const part = splitByClass(toy, 'label', partOf, parts);
      return Array.from({ length: part.size }, (_, k) => part.values('x', k)[0]! / 2);
    };
    expect(firsts(['train'])).toEqual([0, 1, 2, 5]);
    expect(firsts(['test'])).toEqual([3, 4, 6, 7, 8, 9, 10, 11]);
    expect(firsts(['test', 'train'])).toEqual(everyIndex);
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
    expect(counts(stratified(toy, 3, 1))).toEqual([2, 1]);
    expect(counts(stratified(toy, 6, 1))).toEqual([4, 2]);
    expect(counts(stratified(toy, 'all', 1))).toEqual([8, 4]);
  });

  test('takes of a larger count what a smaller one took, no example twice', () => {
    const few = new Set(stratified(toy, 5, 7));
    const more = new Set(stratified(toy, 9, 7));
    expect(few.size).toBe(5);
    expect(more.size).toBe(9);
    for (const index of few) expect(more.has(index)).toBe(true);
  });

  test('depends on the seed, with classes and without', () => {
    const unlabelled = arrayDataset({ name: 'u', size: 12, fields: { x: { shape: [2] } } }, { x });
    for (const data of [toy, unlabelled]) {
      const chosen = (seed: number) => Array.from(stratified(data, 4, seed));
      expect(chosen(1)).toEqual(chosen(1));
      expect(Array.from({ length: 5 }, (_, k) => chosen(k).join())).not.toEqual(Array(5).fill(chosen(0).join()));
      expect(new Set(chosen(3)).size).toBe(4);
    }
  });

  test.each([0, 13, 1.5, Number.NaN])('refuses %d examples of 12', (count) => {
    expect(() => stratified(toy, count, 1)).toThrow(expect.objectContaining({ code: 'data', hint: "'all' takes all 12." }));
  });

  test('of examples that are made one by one takes the first, and needs a number', () => {
    const endless = { ...toy, size: Number.POSITIVE_INFINITY };
    expect(Array.from(stratified(endless, 3, 1))).toEqual([0, 1, 2]);
    expect(() => stratified(endless, 'all', 1)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining('say how many') }),
    );
  });
});
