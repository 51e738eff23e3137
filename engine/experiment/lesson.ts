/** One stage of a protocol of batches at work: feeds batches, measures, and, where it teaches, goes back and updates. */
import { batches, batchesPerEpoch, type Dataset, type ExampleBatch, type ExampleBatchOptions } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import { type GradientTrainer, rateAt, type Teacher } from '../learning/index.ts';
import type { During, GradientLearner, RateSchedule } from '../training/index.ts';
import type { BatchMeter } from './batch-meters.ts';
import type { Feeder } from './feeder.ts';

export interface LessonOptions {
  readonly during: During;
  readonly data: Dataset;
  readonly batching: ExampleBatchOptions;
  /** Most windows of `unroll` steps; may be infinite. */
  readonly windows: number;
  readonly learner: GradientLearner;
  /** By which it learns now. */
  readonly rate: () => RateSchedule;
  readonly trainer: GradientTrainer;
  readonly feeder: Feeder;
  readonly meters: readonly BatchMeter[];
  /** Updates before this lesson, and of the whole stage, by which a schedule goes. */
  readonly updatesBefore: number;
  readonly updatesInStage: number;
  readonly epochsBefore: number;
  readonly label: (epoch: number) => string;
}

export class Lesson implements Teacher {
  readonly #options: LessonOptions;
  readonly #batches: Iterator<ExampleBatch>;
  /** Windows that an example is cut into. */
  readonly #perExample: number;
  readonly windows: number;
  /** Windows that are over. */
  done = 0;
  #batch: ExampleBatch | null = null;

  constructor(options: LessonOptions) {
    const { data, batching, trainer, meters, during } = options;
    this.#options = options;
    this.#batches = batches(data, batching);
    this.#perExample = windowsOf(data, trainer.unroll);
    this.windows = Math.min(options.windows, batchesPerEpoch(data, batching) * batching.epochs * this.#perExample);
    trainer.setTraining(during === 'train');
    trainer.trained.useAverage(during !== 'train');
    for (const meter of meters) meter.begin(during, data);
  }

  get steps(): number {
    return this.windows * this.#options.trainer.unroll;
  }

  get stepsLeft(): number {
    const { trainer } = this.#options;
    const within = trainer.time === trainer.unroll ? 0 : trainer.time;
    return this.steps - this.done * trainer.unroll - within;
  }

  get label(): string {
    return this.#options.label(this.epoch);
  }

  /** Counted from 0 over the whole stage. */
  get epoch(): number {
    return (this.#batch?.epoch ?? 0) + this.#options.epochsBefore;
  }

  begin(): { count: number; goesOn: boolean } {
    const window = this.done % this.#perExample;
    if (window === 0) {
      const next = this.#batches.next();
      if (next.done === true) throw new NeurariumError({ code: 'run', message: 'the lesson is over' });
      this.#batch = next.value;
    }
    const { carry } = this.#options.learner;
    const isFirst =
      this.done === 0 ||
      (window === 0 && this.#batch!.number % batchesPerEpoch(this.#options.data, this.#options.batching) === 0);
    return { count: this.#batch!.examples.length, goesOn: window > 0 || (carry && !isFirst) };
  }

  feed(time: number): void {
    this.#options.feeder.feed(this.#batch!.examples, this.#firstStep + time, time);
  }

  end(): void {
    const { during, trainer, rate, meters, updatesBefore, updatesInStage } = this.#options;
    for (const meter of meters) meter.add(during, this.#batch!.examples, this.#firstStep);
    if (during === 'train') {
      const update = updatesBefore + this.done;
      trainer.backward();
      trainer.update(rateAt(rate(), { share: update / updatesInStage, epoch: this.epoch, update }));
    }
    this.done++;
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
