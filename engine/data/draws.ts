/** The random numbers that the examples of a made data set are drawn by. Knows no data set but its name. */
import { normalQuantile } from '../normal-quantile.ts';
import { RandomStream } from '../random.ts';

/** Of one part of a data set. A number depends on the example and on which of its numbers it is, not on what was drawn before. */
export class Draws {
  readonly #stream: RandomStream;

  /** `part` is a part, or several that share their examples. */
  constructor(seed: number, dataset: string, part: string) {
    this.#stream = new RandomStream(seed, `data/${dataset}/${part}`);
  }

  /** In [from, to). */
  uniform(example: number, k: number, from = 0, to = 1): number {
    return from + (to - from) * this.#stream.uniform(k, example, 0, 0);
  }

  normal(example: number, k: number, mean = 0, deviation = 1): number {
    return mean + deviation * normalQuantile(this.#stream.uniformOpen(k, example, 0, 0));
  }

  /** A whole number from 0 to `count` - 1, all alike. */
  below(count: number, example: number, k: number): number {
    return Math.floor(count * this.#stream.uniform(k, example, 0, 0));
  }
}
