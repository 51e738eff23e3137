import { describe, expect, it } from 'vitest';
import type { Distribution } from '../../engine/distribution.ts';
import { NeurariumError } from '../../engine/errors.ts';
import { fnv1a32 } from '../../engine/hash.ts';
import { Philox, RandomStream, StreamNames, sample, streamKey } from '../../engine/random.ts';

// Random123's known answers for philox4x32-10 (kat_vectors): counter, key, words.
type Answer = readonly [readonly [number, number, number, number], readonly [number, number], readonly number[]];
const knownAnswers: readonly Answer[] = [
  [
    [0, 0, 0, 0],
    [0, 0],
    [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff],
    [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd],
  ],
  [
    [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
    [0xa4093822, 0x299f31d0],
    [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
  ],
];

/** Mean and variance. */
function moments(values: readonly number[]): readonly [number, number] {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return [mean, values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length];
}

function samples(distribution: Distribution, count: number, name = 'test/samples'): number[] {
  const stream = new RandomStream(3, name);
  return Array.from({ length: count }, (_, index) => sample(distribution, stream, index, 0));
}

const standardNormal = { kind: 'normal', unit: '1', mean: 0, deviation: 1, min: null, max: null } as const;

describe('Philox4x32-10', () => {
  it.each(knownAnswers)('gives the published words for counter %j and key %j', (counter, key, words) => {
    expect([...new Philox(key).words(...counter)]).toEqual(words);
  });

  it('spreads its words evenly over 256 bins', () => {
    const philox = new Philox(streamKey(1, 'test/chi-square'));
    const bins = new Float64Array(256);
    const draws = 100_000;
    for (let k = 0; k < draws / 4; k++) for (const word of philox.words(k, 0, 0, 0)) bins[word >>> 24]!++;
    const expected = draws / 256;
    const chiSquare = bins.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 255 degrees of freedom: mean 255, standard deviation 22.6.
    expect(chiSquare).toBeGreaterThan(255 - 4 * 22.6);
    expect(chiSquare).toBeLessThan(255 + 4 * 22.6);
  });
});

describe('a random stream', () => {
  it('is keyed by seed and name', () => {
    const words = (seed: number, name: string) => [...new RandomStream(seed, name).words(1, 2, 3, 4)];
    expect(words(9, 'E/initial/v')).toEqual([...new Philox([9, fnv1a32('E/initial/v')]).words(1, 2, 3, 4)]);
    expect(words(9, 'E/initial/v')).not.toEqual(words(10, 'E/initial/v'));
    expect(words(9, 'E/initial/v')).not.toEqual(words(9, 'I/initial/v'));
  });

  it('makes uniform numbers of the words as documented', () => {
    const stream = new RandomStream(1, 'test/uniform');
    const [x0, x1] = [...stream.words(4, 3, 2, 1)] as [number, number, number, number];
    const high = BigInt(x0 >>> 5);
    expect(stream.uniform(4, 3, 2, 1)).toBe(Number((high << 26n) | BigInt(x1 >>> 6)) / 2 ** 53);
    expect(stream.uniform32(4, 3, 2, 1)).toBe(Math.fround((x0 >>> 8) / 2 ** 24));
    const open = stream.uniformOpen(4, 3, 2, 1) * 2 ** 53;
    expect(open % 2).toBe(1);
    expect(open).toBe(Number((BigInt(x0 >>> 6) << 27n) | (BigInt(x1 >>> 6) << 1n) | 1n));
  });

  it('is uncorrelated with its neighbours in index, lane, draw and name', () => {
    const count = 20_000;
    const draw = (at: (stream: RandomStream, k: number) => number, name = 'a') => {
      const stream = new RandomStream(1, name);
      return Array.from({ length: count }, (_, k) => at(stream, k) - 0.5);
    };
    const base = draw((stream, k) => stream.uniform(0, k, 0, 0));
    const others = [
      draw((stream, k) => stream.uniform(0, k + 1, 0, 0)),
      draw((stream, k) => stream.uniform(1, k, 0, 0)),
      draw((stream, k) => stream.uniform(0, k, 1, 0)),
      draw((stream, k) => stream.uniform(0, k, 0, 1)),
      draw((stream, k) => stream.uniform(0, k, 0, 0), 'b'),
    ];
    for (const other of others) {
      const correlation = (12 / count) * base.reduce((sum, x, k) => sum + x * other[k]!, 0);
      expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(count));
    }
  });
});

describe('stream names', () => {
  it('refuse two names with one hash, and name both', () => {
    // A pair found by search: FNV-1a 32 of both is equal.
    expect(fnv1a32('costarring')).toBe(fnv1a32('liquid'));
    const names = new StreamNames();
    names.add('costarring');
    expect(() => names.add('liquid')).toThrow(NeurariumError);
    expect(() => names.add('liquid')).toThrow(/'costarring' and 'liquid'/);
  });

  it('let a name return', () => {
    const names = new StreamNames();
    names.add('E/initial/v');
    expect(() => names.add('E/initial/v')).not.toThrow();
  });
});

describe('a sample', () => {
  it('depends on seed, name, index and lane, not on what was drawn before', () => {
    const stream = new RandomStream(3, 'test/samples');
    const later = sample(standardNormal, stream, 17, 0);
    expect(later).toBe(samples(standardNormal, 18)[17]);
    expect(sample(standardNormal, stream, 17, 1)).not.toBe(later);
  });

  it('of a uniform distribution stays in its range and has its moments', () => {
    const values = samples({ kind: 'uniform', unit: 'mV', min: -60, max: -50 }, 40_000);
    for (const value of values) expect(value >= -60 && value < -50).toBe(true);
    const [mean, variance] = moments(values);
    expect(Math.abs(mean + 55)).toBeLessThan(4 * Math.sqrt(100 / 12 / 40_000));
    expect(variance).toBeCloseTo(100 / 12, 1);
  });

  it('never reaches the upper end, even where rounding would', () => {
    // Between two neighbouring doubles half of all sums round up to the upper one.
    const max = 1 + 2 ** -52;
    for (const value of samples({ kind: 'uniform', unit: '1', min: 1, max }, 20)) expect(value).toBe(1);
  });

  it('of a normal distribution has its moments', () => {
    const values = samples({ kind: 'normal', unit: 'ms', mean: 5, deviation: 2, min: null, max: null }, 40_000);
    const [mean, variance] = moments(values);
    expect(Math.abs(mean - 5)).toBeLessThan(4 * (2 / 200));
    expect(Math.abs(variance - 4)).toBeLessThan(4 * 4 * Math.sqrt(2 / 40_000));
    const fourth = values.reduce((sum, x) => sum + ((x - mean) ** 2 / variance) ** 2, 0) / values.length;
    expect(Math.abs(fourth - 3)).toBeLessThan(4 * Math.sqrt(96 / 40_000));
  });

  it('beyond a limit becomes the limit', () => {
    const values = samples({ ...standardNormal, min: -1, max: 0.5 }, 2000);
    const free = samples(standardNormal, 2000);
    values.forEach((value, k) => expect(value).toBe(Math.min(Math.max(free[k]!, -1), 0.5)));
    expect(values.filter((value) => value === -1).length).toBeGreaterThan(200);
  });

  it('of a normal distribution without deviation is its mean', () => {
    expect(samples({ ...standardNormal, mean: 1.5, deviation: 0 }, 3)).toEqual([1.5, 1.5, 1.5]);
  });
});
