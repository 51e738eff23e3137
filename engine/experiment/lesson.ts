/** A part of a stage of a protocol of batches at work: feeds batches, measures, and, where it teaches, goes back and updates. */
import { batches, batchesPerEpoch, type Dataset, type ExampleBatch, type ExampleBatchOptions } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import type { BatchNetwork, Moment, Teacher } from '../learning/index.ts';
import type { During } from '../training/index.ts';
import type { BatchMeter } from './batch-meters.ts';
import type { Feeder } from './feeder.ts';

export interface LessonOptions {
  readonly during: During;
  /** Whether the network is updated; else it is only asked. */
  readonly teaches: boolean;
  /** Windows that an example lasts, of which the last alone is measured; null: as its data say, and each is measured. */
  readonly lasts: number | null;
  readonly data: Dataset;
  readonly batching: ExampleBatchOptions;
  /** Most windows of `unroll` steps; may be infinite. */
  readonly windows: number;
  /** Names of those that learn. */
  readonly learners: readonly string[];
  /** Whether each batch goes on in the state of the one before. */
  readonly carry: boolean;
  readonly trainer: BatchNetwork;
  readonly feeder: Feeder;
  readonly meters: readonly BatchMeter[];
  /** Updates before this lesson, and of the whole stage, by which a schedule goes. */
  readonly updatesBefore: number;
  readonly updatesInStage: number;
  readonly epochsBefore: number;
  /** Of the stage; may be infinite. */
  readonly epochsInStage: number;
  /** Of the stages that train: which, counted from 1. */
  readonly stage: number;
}

export class Lesson implements Teacher {
  readonly #options: LessonOptions;
  readonly #batches: Iterator<ExampleBatch>;
  /** Windows that an example is cut into. */
  readonly #perExample: number;
  readonly windows: number;
  /** Windows that are over. */
  done = 0;
  /** Examples that are over. */
  examples = 0;
  /** Of an example, in the latest update; null before any. */
  loss: number | null = null;
  #batch: ExampleBatch | null = null;

  constructor(options: LessonOptions) {
    const { data, batching, trainer, meters, during, teaches } = options;
    this.#options = options;
    this.#batches = batches(data, batching);
    this.#perExample = options.lasts ?? windowsOf(data, trainer.unroll);
    this.windows = Math.min(options.windows, batchesPerEpoch(data, batching) * batching.epochs * this.#perExample);
    trainer.setTraining(teaches);
    for (const meter of meters) meter.begin(during, data, teaches);
  }

  get steps(): number {
    return this.windows * this.#options.trainer.unroll;
  }

  get stepsLeft(): number {
    const { trainer } = this.#options;
    const within = trainer.time === trainer.unroll ? 0 : trainer.time;
    return this.steps - this.done * trainer.unroll - within;
  }

  /** Whose metrics it measures. */
  get measures(): During {
    return this.#options.during;
  }

  /** What it does: on examples to learn from it tests, where it does not teach. */
  get during(): During {
    return this.measures === 'train' && !this.teaches ? 'test' : this.measures;
  }

  get teaches(): boolean {
    return this.#options.teaches;
  }

  get stage(): number {
    return this.#options.stage;
  }

  /** Of the stage; null where updates say when it ends. */
  get epochs(): number | null {
    const { epochsInStage } = this.#options;
    return Number.isFinite(epochsInStage) ? epochsInStage : null;
  }

  /** Counted from 0 over the whole stage. */
  get epoch(): number {
    return (this.#batch?.epoch ?? 0) + this.#options.epochsBefore;
  }

  begin(): { count: number; goesOn: boolean; moment: Moment | null } {
    const window = this.done % this.#perExample;
    if (window === 0) {
      const next = this.#batches.next();
      if (next.done === true) throw new NeurariumError({ code: 'run', message: 'the lesson is over' });
      this.#batch = next.value;
    }
    const { carry } = this.#options;
    const isFirst =
      this.done === 0 ||
      (window === 0 && this.#batch!.number % batchesPerEpoch(this.#options.data, this.#options.batching) === 0);
    const goesOn = window > 0 || (carry && !isFirst);
    return { count: this.#batch!.examples.length, goesOn, moment: this.teaches ? this.#moment : null };
  }

  feed(time: number): void {
    this.#options.feeder.feed(this.#batch!.examples, this.#firstStep + time, time);
  }

  end(): void {
    const { during, teaches, trainer, meters, learners } = this.#options;
    if (this.#isMeasured) for (const meter of meters) meter.add(during, this.#batch!.examples, this.#firstStep);
    if (teaches) {
      this.loss = trainer.loss;
      trainer.learn(this.#moment, learners);
    }
    this.done++;
    if (this.done % this.#perExample === 0) this.examples += this.#batch!.examples.length;
  }

  /** All windows are over: learners that wait for all examples have had them. */
  conclude(): void {
    const { trainer, learners } = this.#options;
    for (const name of learners) trainer.learners[name]!.conclude?.();
  }

  /** Of the window that is not over yet. */
  get #moment(): Moment {
    const { updatesBefore, updatesInStage } = this.#options;
    const update = updatesBefore + this.done;
    return { share: update / updatesInStage, epoch: this.epoch, update, endsEpoch: this.#endsEpoch };
  }

  get #endsEpoch(): boolean {
    return this.#batch!.endsEpoch && this.#endsExample;
  }

  get #endsExample(): boolean {
    return (this.done + 1) % this.#perExample === 0;
  }

  get #isMeasured(): boolean {
    return this.#options.lasts === null || this.#endsExample;
  }

  /** Of the examples, that the window begins with. */
  get #firstStep(): number {
    return (this.done % this.#perExample) * this.#options.trainer.unroll;
  }
}

/** Windows of `unroll` steps that an example is cut into. @throws NeurariumError where it cannot */
export function windowsOf({ name, steps }: Dataset, unroll: number): number {
  if (steps === 1 || steps % unroll === 0) return Math.max(1, steps / unroll);
  throw new NeurariumError({
    code: 'description',
    message: `unroll is ${unroll}, but examples of data set ${name} have ${steps} steps, expected a multiple`,
    hint: `Write unroll: ${steps}.`,
  });
}
