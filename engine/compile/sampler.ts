/** Draws what a description leaves to chance. Each value is a function of seed, stream name, index and lane, never of the order of calls. */
import type { ParameterValue } from '../network.ts';
import { RandomStream, type StreamNames, sample } from '../random.ts';

export class Sampler {
  readonly #seed: number;
  readonly #names: StreamNames;

  constructor(seed: number, names: StreamNames) {
    this.#seed = seed;
    this.#names = names;
  }

  stream(name: string): RandomStream {
    this.#names.add(name);
    return new RandomStream(this.#seed, name);
  }

  /** The described value at an index: constant, listed, or drawn from the named stream. */
  values(value: ParameterValue, name: string): (index: number, lane: number) => number {
    if (typeof value === 'number') return () => value;
    if (value.kind === 'values') {
      const { values } = value;
      return (index) => values[index]!;
    }
    const stream = this.stream(name);
    return (index, lane) => sample(value, stream, index, lane);
  }
}
