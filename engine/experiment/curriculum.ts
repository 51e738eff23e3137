/** The lessons of a protocol of batches, one after the other: what comes next may depend on how the last one went. Runs none. */
import { batchesPerEpoch, type Dataset, type SplitPart } from '../data/index.ts';
import { type GradientTrainer, loadNetwork, type SavedNetwork, savedNetwork } from '../learning/index.ts';
import type {
  BatchStage,
  BatchTrain,
  DataSelection,
  During,
  EarlyStopping,
  Encoding,
  GradientLearner,
  RateSchedule,
} from '../training/index.ts';
import type { BatchMeter } from './batch-meters.ts';
import { Feeder } from './feeder.ts';
import { Lesson, windowsOf } from './lesson.ts';
import type { OpenParts } from './open-data.ts';

export interface CurriculumRequest {
  readonly stages: readonly BatchStage[];
  readonly selection: DataSelection;
  readonly encode: readonly Encoding[];
  readonly open: OpenParts;
  readonly learner: GradientLearner;
  /** By which it learns now. */
  readonly rate: () => RateSchedule;
  readonly trainer: GradientTrainer;
  /** By the names of metrics. */
  readonly meters: ReadonlyMap<string, BatchMeter>;
  readonly seed: number;
}

/** A part of a stage. */
interface Part {
  readonly during: During;
  readonly data: Dataset;
  readonly epochs: number;
  readonly windows: number;
  readonly label: (epoch: number) => string;
  readonly order: BatchTrain['order'];
  readonly size: number;
  readonly updatesBefore: number;
  readonly updatesInStage: number;
  readonly epochsBefore: number;
}

export class Curriculum {
  readonly #request: CurriculumRequest;
  readonly #lessons: Iterator<Lesson>;
  readonly #data: readonly Dataset[];
  /** Steps that are planned after the lesson that was given last. */
  #after = 0;
  #stage: BatchStage | null = null;

  constructor(request: CurriculumRequest) {
    const { stages, selection, open } = request;
    this.#request = request;
    this.#data = stages.map((stage) =>
      stage.kind === 'train' ? open(selection.parts, selection.examples) : open([stage.split], stage.examples),
    );
    this.#lessons = this.#all();
  }

  /** Null where all is done. */
  next(): Lesson | null {
    const { value, done } = this.#lessons.next();
    return done === true ? null : value;
  }

  get stepsAfter(): number {
    return this.#after;
  }

  /** Whether the lesson has reached what ends it before its end. */
  isReached(lesson: Lesson): boolean {
    const stage = this.#stage;
    if (stage?.kind !== 'train' || stage.stop?.kind !== 'reached' || lesson.done === 0) return false;
    const { trainer, meters } = this.#request;
    if (trainer.time < trainer.unroll) return false;
    const value = meters.get(stage.stop.metric)!.value;
    return value !== null && value <= stage.stop.atMost;
  }

  *#all(): Generator<Lesson> {
    const { stages } = this.#request;
    for (const [k, stage] of stages.entries()) {
      this.#stage = stage;
      const data = this.#data[k]!;
      const later = stages.slice(k + 1).reduce((sum, one, i) => sum + this.#stepsOf(one, this.#data[k + 1 + i]!), 0);
      this.#after = later;
      if (stage.kind === 'test') yield this.#lesson(this.#testing(data, 'test', 'test'));
      else if (stage.stop?.kind === 'early') yield* this.#untilNoBetter(stage, stage.stop, data, later);
      else yield this.#lesson(this.#training(stage, data, 0, stage.epochs));
    }
    this.#after = 0;
  }

  /** Epoch after epoch, each validated; what was best is restored. */
  *#untilNoBetter(
    stage: BatchTrain,
    { metric, split, patience }: EarlyStopping,
    data: Dataset,
    later: number,
  ): Generator<Lesson> {
    const { open, trainer, meters } = this.#request;
    const validation = open([split as SplitPart], 'all');
    const meter = meters.get(metric)!;
    const grows = meter.metric.kind === 'class-accuracy';
    let best: { value: number; epoch: number; network: SavedNetwork } | null = null;
    for (let epoch = 0; epoch < stage.epochs; epoch++) {
      const training = this.#training(stage, data, epoch, 1);
      const validating = this.#testing(validation, 'validation', `epoch ${epoch + 1}, validation`);
      const each = training.windows * trainer.unroll + this.#stepsOfTest(validation);
      this.#after = later + (stage.epochs - 1 - epoch) * each + this.#stepsOfTest(validation);
      yield this.#lesson(training);
      this.#after = later + (stage.epochs - 1 - epoch) * each;
      yield this.#lesson(validating);
      const value = meter.value ?? Number.NaN;
      if (best === null || (grows ? value > best.value : value < best.value))
        best = { value, epoch, network: savedNetwork(trainer.plan) };
      else if (epoch - best.epoch >= patience) break;
    }
    if (best !== null) loadNetwork(trainer.plan, best.network);
  }

  #training(stage: BatchTrain, data: Dataset, epochsBefore: number, epochs: number): Part {
    const { trainer } = this.#request;
    const perEpoch = batchesPerEpoch(data, { size: stage.batch }) * windowsOf(data, trainer.unroll);
    const updatesInStage = Math.min(stage.updates, perEpoch * stage.epochs);
    const before = perEpoch * epochsBefore;
    return {
      during: 'train',
      data,
      epochs,
      windows: Math.min(perEpoch * epochs, updatesInStage - before),
      label: (epoch) => (Number.isFinite(stage.epochs) ? `epoch ${epoch + 1} of ${stage.epochs}` : 'training'),
      order: stage.order,
      size: stage.batch,
      updatesBefore: before,
      updatesInStage,
      epochsBefore,
    };
  }

  #testing(data: Dataset, during: During, label: string): Part {
    const size = this.#request.trainer.batch;
    return {
      during,
      data,
      epochs: 1,
      windows: Number.POSITIVE_INFINITY,
      label: () => label,
      order: this.#request.learner.carry ? 'continuing' : 'given',
      size,
      updatesBefore: 0,
      updatesInStage: 0,
      epochsBefore: 0,
    };
  }

  #lesson(part: Part): Lesson {
    const { learner, rate, trainer, encode, meters, seed } = this.#request;
    const { during, data, size, order, epochs } = part;
    // A carried state goes from place to place of whole batches alone.
    const partial = during !== 'train' && !learner.carry;
    return new Lesson({
      ...part,
      batching: { size, order, epochs, seed, partial },
      learner,
      rate,
      trainer,
      feeder: new Feeder(data, trainer, encode),
      meters: [...meters.values()],
    });
  }

  #stepsOf(stage: BatchStage, data: Dataset): number {
    if (stage.kind === 'test') return this.#stepsOfTest(data);
    const { windows } = this.#training(stage, data, 0, stage.epochs);
    return windows * this.#request.trainer.unroll;
  }

  #stepsOfTest(data: Dataset): number {
    const { trainer, learner } = this.#request;
    return (
      batchesPerEpoch(data, { size: trainer.batch, partial: !learner.carry }) * windowsOf(data, trainer.unroll) * trainer.unroll
    );
  }
}
