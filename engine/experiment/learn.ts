/** Learning as an operator on a stream of examples: batches in, updates and what they measured out. */
import { defer, finalize, map, type OperatorFunction, tap } from 'rxjs';
import type { Dataset, ExampleBatch } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import type { BatchNetwork, Moment } from '../learning/index.ts';
import type { BatchMetric, During, Encoding } from '../training/index.ts';
import { BatchMeter } from './batch-meters.ts';
import { Feeder } from './feeder.ts';
import { windowsOf } from './lesson.ts';

/** In each step number i of `field` (default: the first without classes), divided by its maximum, goes to `port` of cell i, times `scale`. */
export interface ExampleInput {
  readonly population: string;
  readonly port: string;
  readonly field?: string;
  /** Default 1, in the port's unit. */
  readonly scale?: number;
  /** Of an example, in which it enters; default all. */
  readonly steps?: number;
  /** 'population.port' of what is told 1 while it enters. */
  readonly gates?: readonly string[];
}

export interface AnswerOptions {
  readonly encode: ExampleInput | readonly ExampleInput[];
  /** Those `during: 'train'` are measured while it learns, those `during: 'test'` while it answers. */
  readonly metrics?: Readonly<Record<string, BatchMetric>>;
}

export interface LearnOptions extends AnswerOptions {
  /** Names of the learners that learn; default all. */
  readonly learners?: readonly string[];
  /** How many updates there will be, by which schedules of rates go; default: rates stay what they are at first. */
  readonly updates?: number;
}

/** A batch was learnt from, or answered. */
export interface BatchLearnt {
  readonly epoch: number;
  /** Of the batch, counted from 0. */
  readonly number: number;
  /** Updates so far, over all that learns. */
  readonly updates: number;
  /** Of an example, on average, before the update; null where no learner has such a number. */
  readonly loss: number | null;
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * Learns from each batch:
 *
 *     batches$(data, { size: 32, order: 'shuffled', seed: 1, epochs: 10 })
 *       .pipe(learn(network, { encode: { population: 'x', port: 'input' } }))
 *       .subscribe(({ updates, loss }) => console.log(updates, loss));
 *
 * A batch is a window of the network, or several where its examples are longer. Learners that wait for all examples (ridge) have them when
 * the stream completes. Take it away, or put `answer()` in its place, and the same network runs with what it has learnt. All batches of a
 * stream are of one data set. @throws NeurariumError, as the stream's error, where data do not fit the network
 */
export function learn(network: BatchNetwork, options: LearnOptions): OperatorFunction<ExampleBatch, BatchLearnt> {
  const { learners = Object.keys(network.learners), updates = Number.POSITIVE_INFINITY } = options;
  return (source) =>
    defer(() => {
      const windows = new Windows(network, options, 'train');
      network.setTraining(true);
      return source.pipe(
        map((batch) => windows.take(batch, { updates, learners })),
        tap({
          complete: () => {
            for (const name of learners) network.learners[name]!.conclude?.();
          },
        }),
        finalize(() => network.setTraining(false)),
      );
    });
}

/** Answers each batch, and learns nothing. */
export function answer(network: BatchNetwork, options: AnswerOptions): OperatorFunction<ExampleBatch, BatchLearnt> {
  return (source) =>
    defer(() => {
      const windows = new Windows(network, options, 'test');
      network.setTraining(false);
      return source.pipe(map((batch) => windows.take(batch)));
    });
}

/** How a window is learnt from. */
interface Learning {
  readonly updates: number;
  readonly learners: readonly string[];
}

/** Goes through the windows of batches of one data set. */
class Windows {
  readonly #network: BatchNetwork;
  readonly #during: During;
  readonly #encode: readonly Encoding[];
  readonly #meters: readonly (readonly [string, BatchMeter])[];
  #opened: { readonly data: Dataset; readonly feeder: Feeder } | null = null;
  #done = 0;

  constructor(network: BatchNetwork, { encode, metrics = {} }: AnswerOptions, during: During) {
    this.#network = network;
    this.#during = during;
    this.#encode = [encode].flat().map((one) => ({
      ...one,
      field: one.field ?? null,
      scale: one.scale ?? 1,
      steps: one.steps ?? Number.POSITIVE_INFINITY,
      gates: one.gates ?? [],
      during: [during],
    }));
    const measured = Object.entries(metrics).filter(([, metric]) => metric.during === during);
    this.#meters = measured.map(([name, metric]) => [name, new BatchMeter(metric, network)]);
  }

  take(batch: ExampleBatch, learning: Learning | null = null): BatchLearnt {
    const { data, epoch, number, examples } = batch;
    const network = this.#network;
    const feeder = this.#feederOf(batch);
    let loss: number | null = null;
    const steps = windowsOf(data, network.unroll) * network.unroll;
    for (let first = 0; first < steps; first += network.unroll) {
      const endsEpoch = batch.endsEpoch && first + network.unroll === steps;
      const moment: Moment | null = learning && { epoch, update: this.#done, share: this.#done / learning.updates, endsEpoch };
      network.begin(examples.length, first > 0, moment);
      for (let t = 0; t < network.unroll; t++) {
        network.clear();
        feeder.feed(examples, first + t, t);
        network.forward(this.#done * network.unroll + t);
      }
      for (const [, meter] of this.#meters) meter.add(this.#during, examples, first);
      if (network.loss !== null) loss = (loss ?? 0) + network.loss;
      if (learning !== null && moment !== null) network.learn(moment, learning.learners);
      this.#done++;
    }
    const measured = this.#meters.flatMap(([name, { value }]) => (value === null ? [] : [[name, value] as const]));
    return { epoch, number, updates: network.updates, loss, metrics: Object.fromEntries(measured) };
  }

  #feederOf({ data, number }: ExampleBatch): Feeder {
    if (this.#opened === null) {
      this.#opened = { data, feeder: new Feeder(data, this.#network, this.#encode) };
      for (const [, meter] of this.#meters) meter.begin(this.#during, data, this.#during === 'train');
    }
    if (this.#opened.data === data) return this.#opened.feeder;
    throw new NeurariumError({
      code: 'data',
      message: `batch ${number} is of data set ${data.name}, expected ${this.#opened.data.name} as before`,
      hint: 'Use one operator per data set.',
    });
  }
}
