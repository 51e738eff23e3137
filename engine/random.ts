/**
 * Random numbers as functions of a counter: Philox4x32-10 (Salmon et al. 2011, doi 10.1145/2063384.2063405). Nothing here depends
 * on the order of calls. Knows no network; who draws names a stream.
 */
import type { Distribution } from './distribution.ts';
import { NeurariumError } from './errors.ts';
import { fnv1a32 } from './hash.ts';
import { normalQuantile } from './normal-quantile.ts';

export type PhiloxKey = readonly [number, number];

/** The key of a run's stream: (seed uint32, FNV-1a 32 of its name). */
export function streamKey(seed: number, name: string): PhiloxKey {
  return [seed >>> 0, fnv1a32(name)];
}

/** Upper half of the unsigned 64-bit product, as int32; every intermediate fits in 32 bits. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = (Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16)) | 0;
  const carry = (Math.imul(aLow, bHigh) + (middle & 0xffff)) | 0;
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (carry >>> 16)) | 0;
}

export class Philox {
  readonly #key0: number;
  readonly #key1: number;
  readonly #words = new Uint32Array(4);

  constructor(key: PhiloxKey) {
    this.#key0 = key[0] | 0;
    this.#key1 = key[1] | 0;
  }

  /** Four uint32 for a counter of four uint32. Borrowed: valid until the next call. */
  words(c0: number, c1: number, c2: number, c3: number): Uint32Array {
    let x0 = c0 | 0;
    let x1 = c1 | 0;
    let x2 = c2 | 0;
    let x3 = c3 | 0;
    let k0 = this.#key0;
    let k1 = this.#key1;
    for (let round = 0; round < 10; round++) {
      const high0 = multiplyHigh(0xd2511f53, x0);
      const high2 = multiplyHigh(0xcd9e8d57, x2);
      const low0 = Math.imul(0xd2511f53, x0);
      x0 = high2 ^ x1 ^ k0;
      x1 = Math.imul(0xcd9e8d57, x2);
      x2 = high0 ^ x3 ^ k1;
      x3 = low0;
      k0 = (k0 + 0x9e3779b9) | 0;
      k1 = (k1 + 0xbb67ae85) | 0;
    }
    const words = this.#words;
    words[0] = x0;
    words[1] = x1;
    words[2] = x2;
    words[3] = x3;
    return words;
  }
}

/** The random numbers of one named use, such as `E/initial/v`, at a counter (step, cell or synapse, lane, draw) of uint32. */
export class RandomStream {
  readonly key: PhiloxKey;
  readonly #philox: Philox;

  constructor(seed: number, name: string) {
    this.key = streamKey(seed, name);
    this.#philox = new Philox(this.key);
  }

  /** Four uint32. Borrowed: valid until the next call on this stream. */
  words(c0: number, c1: number, c2: number, c3: number): Uint32Array {
    return this.#philox.words(c0, c1, c2, c3);
  }

  /** In [0, 1), a multiple of 2^-53. */
  uniform(c0: number, c1: number, c2: number, c3: number): number {
    const words = this.#philox.words(c0, c1, c2, c3);
    return ((words[0]! >>> 5) * 67108864 + (words[1]! >>> 6)) * 2 ** -53;
  }

  /** In [0, 1), a multiple of 2^-24: exact in float32. */
  uniform32(c0: number, c1: number, c2: number, c3: number): number {
    return (this.#philox.words(c0, c1, c2, c3)[0]! >>> 8) * 2 ** -24;
  }

  /** Strictly between 0 and 1, an odd multiple of 2^-53: symmetric about 1/2, and safe for a quantile. */
  uniformOpen(c0: number, c1: number, c2: number, c3: number): number {
    const words = this.#philox.words(c0, c1, c2, c3);
    return ((words[0]! >>> 6) * 67108864 + (words[1]! >>> 6) + 0.5) * 2 ** -52;
  }
}

/** The names of a run's streams. Two names with one hash would draw the same numbers, so that is an error; a name may return. */
export class StreamNames {
  readonly #names = new Map<number, string>();

  /** @throws NeurariumError (`description`) where another name has the same hash */
  add(name: string): void {
    const hash = fnv1a32(name);
    const known = this.#names.get(hash);
    if (known !== undefined && known !== name) {
      throw new NeurariumError({
        code: 'description',
        message: `the random streams '${known}' and '${name}' would draw the same numbers: their names have the same hash`,
        hint: 'Rename one of the populations or projections.',
      });
    }
    this.#names.set(hash, name);
  }
}

/** Element `index` of a lane, drawn at counter (0, index, lane, 0); in the distribution's internal units. */
export function sample(distribution: Distribution, stream: RandomStream, index: number, lane: number): number {
  switch (distribution.kind) {
    case 'uniform': {
      const { min, max } = distribution;
      const value = min + (max - min) * stream.uniform(0, index, lane, 0);
      // The sum can round up to max, which does not belong to the range.
      return value < max ? value : min;
    }
    case 'normal': {
      const { mean, deviation, min, max } = distribution;
      const value = mean + deviation * normalQuantile(stream.uniformOpen(0, index, lane, 0));
      return Math.min(Math.max(value, min ?? -Infinity), max ?? Infinity);
    }
    default:
      return distribution satisfies never;
  }
}
