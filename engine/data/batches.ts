/** A data set as a stream of batches. Reads no numbers: a batch says which examples it has. */
import { from, type Observable } from 'rxjs';
import { NeurariumError } from '../errors.ts';
import { RandomStream } from '../random.ts';
import type { Dataset } from './dataset.ts';
import { shuffled } from './split.ts';

export interface ExampleBatch {
  readonly data: Dataset;
  /** How often the data set was gone through before. */
  readonly epoch: number;
  /** Counted from 0 over all epochs. */
  readonly number: number;
  /** Whether it is the last of its epoch. */
  readonly endsEpoch: boolean;
  /** Borrowed: valid until the next batch. */
  readonly examples: Uint32Array;
}

/**
 * `shuffled`: another order in each epoch, by the seed. `given`: as the data set has them. `continuing`: example k of a batch follows
 * the one that the batch before had in that place, so that sequences cut into examples go on.
 */
export type BatchOrder = 'shuffled' | 'given' | 'continuing';

export interface ExampleBatchOptions {
  readonly size: number;
  readonly order: BatchOrder;
  /** uint32, of the order. */
  readonly seed: number;
  /** How often the data set is gone through; of examples that are made one by one there is no end to the first time. */
  readonly epochs: number;
  /** Whether the last batch of an epoch may be smaller; else its examples are left out. Default false. */
  readonly partial?: boolean;
}

/** Batches in an epoch. @throws NeurariumError 'data' where not even one is whole */
export function batchesPerEpoch({ name, size }: Dataset, options: Pick<ExampleBatchOptions, 'size' | 'partial'>): number {
  const round = options.partial === true ? Math.ceil : Math.floor;
  const count = round(size / options.size);
  if (count > 0) return count;
  const message = `batches of ${options.size} examples, but data set ${name} has ${size}`;
  throw new NeurariumError({ code: 'data', message, hint: 'Use smaller batches, or more examples.' });
}

/** One batch after the other, asked for one by one. */
export function* batches(data: Dataset, options: ExampleBatchOptions): Generator<ExampleBatch> {
  const { size, epochs } = options;
  const perEpoch = batchesPerEpoch(data, options);
  const place = placesOf(data, options, perEpoch);
  const examples = new Uint32Array(size);
  let number = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const at = place(epoch);
    for (let b = 0; b < perEpoch; b++) {
      const count = Math.min(size, data.size - b * size);
      for (let k = 0; k < count; k++) examples[k] = at(b, k);
      yield { data, epoch, number: number++, endsEpoch: b === perEpoch - 1, examples: examples.subarray(0, count) };
    }
  }
}

type Place = (batch: number, k: number) => number;

/** Which example lies at place k of a batch, in an epoch. */
function placesOf(
  { name, size: all }: Dataset,
  { size, order, seed }: ExampleBatchOptions,
  perEpoch: number,
): (epoch: number) => Place {
  if (order === 'continuing') return () => (b, k) => k * perEpoch + b;
  if (order === 'given' || !Number.isFinite(all)) return () => (b, k) => b * size + k;
  const random = new RandomStream(seed, `data/${name}/order`);
  const given = Uint32Array.from({ length: all }, (_, example) => example);
  return (epoch) => {
    const examples = shuffled(given, random, epoch);
    return (b, k) => examples[b * size + k]!;
  };
}

/** Cold: each subscription goes through the batches from the first on, at once. */
export function batches$(data: Dataset, options: ExampleBatchOptions): Observable<ExampleBatch> {
  return from({ [Symbol.iterator]: () => batches(data, options) });
}
