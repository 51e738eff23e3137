/** A sequence of random words at one place, for draws whose number is not known beforehand. Knows no distribution. */
import type { RandomStream } from './random.ts';

/** Word k is word k mod 4 at counter (0, index, lane, floor(k / 4)). */
export class Draws {
  readonly #stream: RandomStream;
  readonly #index: number;
  readonly #lane: number;
  readonly #words = new Uint32Array(4);
  #next = 0;
  /** The range asked for last, and its last multiple: a remainder of 2^32 is dear. */
  #range = 0;
  #limit = 0;

  constructor(stream: RandomStream, index: number, lane = 0) {
    this.#stream = stream;
    this.#index = index;
    this.#lane = lane;
  }

  /** The next uint32. */
  word(): number {
    const k = this.#next++;
    if ((k & 3) === 0) this.#words.set(this.#stream.words(0, this.#index, this.#lane, k >>> 2));
    return this.#words[k & 3]!;
  }

  /** An integer in [0, n), each equally likely; n from 1 to 2^32. Words beyond the last multiple of n are passed over. */
  below(n: number): number {
    if (n !== this.#range) {
      this.#range = n;
      this.#limit = 4294967296 - (4294967296 % n);
    }
    for (;;) {
      const word = this.word();
      if (word < this.#limit) return word % n;
    }
  }
}
