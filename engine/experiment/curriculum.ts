/** The lessons of a protocol of batches, one after the other: what comes next may depend on how the last one went. Runs none. */
import { batchesPerEpoch, type Dataset } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import { type BatchNetwork, loadNetwork, type SavedNetwork, savedNetwork } from '../learning/index.ts';
import type {
  BatchDream,
  BatchLearner,
  BatchStage,
  BatchTrain,
  DataSelection,
  During,
  EarlyStopping,
  Encoding,
} from '../training/index.ts';
import type { BatchMeter } from './batch-meters.ts';
import { Feeder } from './feeder.ts';
import { Lesson, type LessonOptions, windowsOf } from './lesson.ts';
import type { OpenParts } from './open-data.ts';

export interface CurriculumRequest {
  readonly stages: readonly BatchStage[];
  /** Else only the stages that test are gone through; or, where there is none, the data of those that train, once, without learning. */
  readonly learns: boolean;
  readonly selection: DataSelection;
  readonly encode: readonly Encoding[];
  readonly open: OpenParts;
  readonly learners: Readonly<Record<string, BatchLearner>>;
  readonly trainer: BatchNetwork;
  /** By the names of metrics. */
  readonly meters: ReadonlyMap<string, BatchMeter>;
  readonly seed: number;
}

interface OpenedStage {
  readonly stage: BatchStage;
  readonly data: Dataset;
  /** Of a dream, windows of an example; else null. */
  readonly lasts: number | null;
  /** On which it is measured after each epoch. */
  readonly validation: Dataset | null;
  /** Of the stages that train: which, counted from 1. */
  readonly number: number;
}

/** A part of a stage, as its lesson needs it. */
type Part = Pick<
  LessonOptions,
  | 'during'
  | 'teaches'
  | 'learners'
  | 'data'
  | 'lasts'
  | 'windows'
  | 'updatesBefore'
  | 'updatesInStage'
  | 'epochsBefore'
  | 'epochsInStage'
  | 'stage'
> &
  Pick<LessonOptions['batching'], 'size' | 'order' | 'epochs'>;

export class Curriculum {
  /** Stages that train. */
  readonly stages: number;
  readonly #request: CurriculumRequest;
  readonly #opened: readonly OpenedStage[];
  readonly #lessons: Iterator<Lesson>;
  /** Steps that are planned after the lesson that was given last. */
  #after = 0;
  #stop: BatchTrain['stop'] = null;

  constructor(request: CurriculumRequest) {
    this.#request = request;
    const { learns } = request;
    const tests = request.stages.filter(({ kind }) => kind !== 'train');
    const stages = learns || tests.length === 0 ? request.stages : tests;
    let number = 0;
    this.#opened = stages.map((stage) => this.#open(stage, stage.kind === 'train' ? ++number : number));
    this.stages = number;
    for (const opened of this.#opened) this.#refuseWithoutEnd(opened);
    this.#lessons = this.#all();
  }

  /** Null where all is done. */
  next(): Lesson | null {
    const { value, done } = this.#lessons.next();
    return done === true ? null : value;
  }

  /** Steps of all of it, at most. */
  get steps(): number {
    return this.#opened.reduce((sum, opened) => sum + this.#stepsOf(opened), 0);
  }

  get stepsAfter(): number {
    return this.#after;
  }

  /** Whether the lesson has reached what ends it before its end. */
  isReached(lesson: Lesson): boolean {
    const stop = this.#stop;
    if (stop?.kind !== 'reached' || lesson.done === 0) return false;
    const { trainer, meters } = this.#request;
    if (trainer.time < trainer.unroll) return false;
    const value = meters.get(stop.metric)!.value;
    return value !== null && value <= stop.atMost;
  }

  #open(stage: BatchStage, number: number): OpenedStage {
    const { selection, open } = this.#request;
    const common = { stage, number, lasts: null, validation: null };
    if (stage.kind === 'test') return { ...common, data: open([stage.split], stage.examples) };
    if (stage.kind === 'dream') return { ...common, ...this.#openDream(stage) };
    const data = open(selection.parts, stage.examples ?? selection.examples);
    const part = stage.stop?.kind === 'early' ? stage.stop.split : stage.validate;
    const validation = part === null ? null : open([part], 'all');
    return { ...common, data, validation };
  }

  #openDream({ split, examples, classes, steps }: BatchDream): Pick<OpenedStage, 'data' | 'lasts'> {
    const { open, trainer } = this.#request;
    const data = open([split], examples, classes);
    if (data.steps === 1) return { data, lasts: Math.ceil(steps / trainer.unroll) };
    throw new NeurariumError({
      code: 'description',
      message: `a dream of examples of ${data.steps} steps, of data set ${data.name}, expected examples of one step`,
    });
  }

  #refuseWithoutEnd(opened: OpenedStage): void {
    if (Number.isFinite(this.#stepsOf(opened))) return;
    const { name } = opened.data;
    const learns = this.#request.learns || opened.stage.kind !== 'train';
    throw new NeurariumError({
      code: 'description',
      message: learns
        ? `data set ${name} has no end`
        : `there is no test, and data set ${name}, which is learnt from, has no end`,
      hint: learns
        ? 'Say how many updates, or examples of a test, there are to be.'
        : 'Give the protocol a test with a number of examples.',
    });
  }

  *#all(): Generator<Lesson> {
    const { learns } = this.#request;
    let later = this.steps;
    for (const opened of this.#opened) {
      const { stage, data, number, lasts } = opened;
      later -= this.#stepsOf(opened);
      this.#stop = learns && stage.kind === 'train' ? stage.stop : null;
      if (stage.kind !== 'train' || !learns) {
        this.#after = later;
        yield this.#lesson({ ...this.#asking(data, stage.kind, number), lasts });
      } else yield* this.#starts(opened, stage, later);
    }
  }

  /** Start after start, if there are several; what came out best is restored. */
  *#starts(opened: OpenedStage, stage: BatchTrain, later: number): Generator<Lesson> {
    const { trainer, meters } = this.#request;
    const { starts, metric } = stage.restarts ?? { starts: 1, metric: null };
    const steps = this.#stepsOfStart(opened, stage);
    let best: { value: number; network: SavedNetwork } | null = null;
    for (let start = 0; start < starts; start++) {
      if (start > 0) trainer.startAgain(start);
      yield* this.#start(opened, stage, later + (starts - 1 - start) * steps);
      if (metric === null) return;
      const value = meters.get(metric)!.value ?? Number.POSITIVE_INFINITY;
      if (best === null || value < best.value) best = { value, network: savedNetwork(trainer.plan) };
    }
    loadNetwork(trainer.plan, best!.network);
  }

  *#start(opened: OpenedStage, stage: BatchTrain, later: number): Generator<Lesson> {
    // Of epochs that are validated, each lesson takes its own steps off.
    this.#after = opened.validation === null ? later : later + this.#stepsOfStart(opened, stage);
    if (stage.stop?.kind === 'early') yield* this.#untilNoBetter(opened, stage, stage.stop);
    else if (stage.validate !== null) yield* this.#eachValidated(opened, stage);
    else yield this.#lesson(this.#training(opened, stage, 0, stage.epochs));
  }

  /** Epoch after epoch, until none was better; what was best is restored. */
  *#untilNoBetter(opened: OpenedStage, stage: BatchTrain, { metric, patience }: EarlyStopping): Generator<Lesson> {
    const { trainer, meters } = this.#request;
    const meter = meters.get(metric)!;
    const grows = meter.metric.kind === 'class-accuracy' && meter.metric.reports === 'share';
    const epochs = this.#epochsOf(opened, stage);
    let best: { value: number; epoch: number; network: SavedNetwork } | null = null;
    for (let epoch = 0; epoch < epochs; epoch++) {
      yield* this.#validated(opened, stage, epoch);
      const value = meter.value ?? Number.NaN;
      if (best === null || (grows ? value > best.value : value < best.value))
        best = { value, epoch, network: savedNetwork(trainer.plan) };
      else if (epoch - best.epoch >= patience) break;
    }
    if (best !== null) loadNetwork(trainer.plan, best.network);
  }

  *#eachValidated(opened: OpenedStage, stage: BatchTrain): Generator<Lesson> {
    const epochs = this.#epochsOf(opened, stage);
    for (let epoch = 0; epoch < epochs; epoch++) yield* this.#validated(opened, stage, epoch);
  }

  /** An epoch that it learns from, then what it is validated on. */
  *#validated(opened: OpenedStage, stage: BatchTrain, epoch: number): Generator<Lesson> {
    const validating = { ...this.#asking(opened.validation!, 'validation', opened.number, stage.epochs), epochsBefore: epoch };
    for (const part of [this.#training(opened, stage, epoch, 1), validating]) {
      const lesson = this.#lesson(part);
      this.#after -= lesson.steps;
      yield lesson;
    }
  }

  #training(opened: OpenedStage, stage: BatchTrain, epochsBefore: number, epochs: number): Part {
    const { data, number } = opened;
    const updatesInStage = this.#updatesOf(opened, stage);
    // Where there is no end to the examples, no epoch is ever over.
    const before = epochsBefore === 0 ? 0 : this.#updatesPerEpoch(opened, stage) * epochsBefore;
    return {
      during: 'train',
      teaches: true,
      data,
      lasts: null,
      size: stage.batch,
      order: stage.order,
      epochs,
      windows: updatesInStage - before,
      updatesBefore: before,
      updatesInStage,
      epochsBefore,
      epochsInStage: stage.epochs,
      stage: number,
      learners: stage.learners ?? Object.keys(this.#request.learners),
    };
  }

  #asking(data: Dataset, during: During, stage: number, epochsInStage = 1): Part {
    return {
      during,
      teaches: false,
      data,
      lasts: null,
      size: this.#request.trainer.batch,
      order: this.#carries ? 'continuing' : 'given',
      learners: [],
      epochs: 1,
      windows: Number.POSITIVE_INFINITY,
      updatesBefore: 0,
      updatesInStage: 0,
      epochsBefore: 0,
      epochsInStage,
      stage,
    };
  }

  #lesson({ size, order, epochs, ...part }: Part): Lesson {
    const { trainer, encode, meters, seed } = this.#request;
    return new Lesson({
      ...part,
      batching: { size, order, epochs, seed, partial: this.#mayBePartial(part.learners) },
      carry: this.#carries,
      trainer,
      feeder: new Feeder(part.data, trainer, encode.filter(enters(part.during))),
      meters: [...meters.values()],
    });
  }

  #stepsOf(opened: OpenedStage): number {
    const { stage, data, lasts } = opened;
    if (stage.kind !== 'train' || !this.#request.learns) return this.#stepsOfAsking(data, lasts);
    return this.#stepsOfStart(opened, stage) * (stage.restarts?.starts ?? 1);
  }

  #stepsOfStart(opened: OpenedStage, stage: BatchTrain): number {
    const { validation } = opened;
    const training = this.#updatesOf(opened, stage) * this.#request.trainer.unroll;
    return validation === null ? training : training + this.#epochsOf(opened, stage) * this.#stepsOfAsking(validation);
  }

  #stepsOfAsking(data: Dataset, lasts: number | null = null): number {
    const { batch, unroll } = this.#request.trainer;
    const windows = lasts ?? windowsOf(data, unroll);
    return batchesPerEpoch(data, { size: batch, partial: this.#mayBePartial([]) }) * windows * unroll;
  }

  #updatesPerEpoch({ data }: OpenedStage, { batch, learners }: BatchTrain): number {
    const partial = this.#mayBePartial(learners ?? Object.keys(this.#request.learners));
    return batchesPerEpoch(data, { size: batch, partial }) * windowsOf(data, this.#request.trainer.unroll);
  }

  #updatesOf(opened: OpenedStage, stage: BatchTrain): number {
    return Math.min(stage.updates, this.#updatesPerEpoch(opened, stage) * stage.epochs);
  }

  #epochsOf(opened: OpenedStage, stage: BatchTrain): number {
    return Math.ceil(this.#updatesOf(opened, stage) / this.#updatesPerEpoch(opened, stage));
  }

  /** Whether each batch goes on in the state of the one before. */
  get #carries(): boolean {
    return Object.values(this.#request.learners).some((learner) => learner.kind === 'gradient' && learner.carry);
  }

  /**
   * Whether the last batch may have fewer examples, by who learns from it: gradients and divergences go by the mean of a batch, and a
   * carried state goes from place to place of whole batches alone.
   */
  #mayBePartial(learners: readonly string[]): boolean {
    const byMean = ({ kind }: BatchLearner) => ['gradient', 'contrastive-divergence', 'boltzmann'].includes(kind);
    return !this.#carries && !learners.some((name) => byMean(this.#request.learners[name]!));
  }
}

/** Parameters are set in all lessons alike. */
function enters(during: During): (encoding: Encoding) => boolean {
  return (encoding) => 'parameter' in encoding || encoding.during.includes(during);
}
