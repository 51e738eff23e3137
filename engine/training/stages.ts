/** The stages of a training protocol, as plain data: examples presented one by one for a time, or in batches. */
import type { BatchOrder, SplitPart } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import { parseQuantity, type Quantity } from '../units.ts';
import { checkExamples, checkPart } from './selection.ts';

/** How an example is shown to a network of spikes. */
interface Presentation {
  readonly by: 'presentation';
  /** How long, in ms. */
  readonly present: number;
  /** Whether the network starts each example from its initial state. */
  readonly reset: boolean;
}

/** Fits the learners on the scenario's data. */
export interface PresentTrain extends Presentation {
  readonly kind: 'train';
}

/** Asks the learners; yields the metrics. */
export interface PresentTest extends Presentation {
  readonly kind: 'test';
  readonly split: SplitPart;
  readonly examples: number | 'all';
}

/** After each epoch the metric is measured on another part; what was best is kept when it no longer gets better. */
export interface EarlyStopping {
  readonly kind: 'early';
  /** Smaller is better. */
  readonly metric: string;
  readonly split: SplitPart;
  /** Epochs without a better value. */
  readonly patience: number;
}

/** Ends the stage as soon as a metric of training is at or below a limit. */
export interface Reached {
  readonly kind: 'reached';
  readonly metric: string;
  readonly atMost: number;
}

/** The stage is gone through several times, each from first numbers of its own; those whose metric of training is the smallest are kept. */
export interface Restarts {
  readonly starts: number;
  readonly metric: string;
}

export interface BatchTrain {
  readonly kind: 'train';
  readonly by: 'batches';
  readonly batch: number;
  /** Infinite where `updates` say when it ends. */
  readonly epochs: number;
  /** Most updates; may be infinite. */
  readonly updates: number;
  readonly order: BatchOrder;
  readonly stop: EarlyStopping | Reached | null;
  /** On which part it is measured, too, after each epoch, without learning from it; null: on none but that of early stopping. */
  readonly validate: SplitPart | null;
  /** Null: one start. */
  readonly restarts: Restarts | null;
  /** Names of those that learn; null: all. */
  readonly learners: readonly string[] | null;
  /** How many of the scenario's examples it learns from, drawn as those are; null: all of them. */
  readonly examples: number | null;
}

export interface BatchTest {
  readonly kind: 'test';
  readonly by: 'batches';
  readonly split: SplitPart;
  readonly examples: number | 'all';
}

/**
 * The network is left to itself, one chain for each example, each begun anew. What encodings of dreams say of the example is all that it is
 * told. The last window is measured.
 */
export interface BatchDream {
  readonly kind: 'dream';
  readonly by: 'batches';
  /** At least: windows are whole. */
  readonly steps: number;
  readonly split: SplitPart;
  readonly examples: number | 'all';
  /** Examples of other classes are left out; null: of none. */
  readonly classes: readonly string[] | null;
}

export type PresentStage = PresentTrain | PresentTest;
export type BatchStage = BatchTrain | BatchTest | BatchDream;
export type Stage = PresentStage | BatchStage;

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

function checkPresent(present: string): number {
  const time = parseQuantity(present, 'ms', 'present');
  return time > 0 ? time : fail(`present is '${present}', expected more than 0`);
}

function checkCount(count: number, what: string): number {
  return Number.isSafeInteger(count) && count >= 1 ? count : fail(`${what} is ${count}, expected a whole number of at least 1`);
}

interface Presenting {
  readonly present: Quantity<'ms'>;
  readonly reset: boolean;
}

/** At least one of `epochs` and `updates`. */
interface Batching {
  readonly batch: number;
  readonly epochs?: number;
  readonly updates?: number;
  /** Default 'shuffled'. */
  readonly order?: BatchOrder;
  readonly stop?: EarlyStopping | Reached;
  /** A part on which it is also measured after each epoch, without learning from it. */
  readonly validate?: SplitPart;
  readonly restarts?: Restarts;
  /** Name of the learner, or names, where not all of the scenario learn in this stage. */
  readonly learner?: string | readonly string[];
  /** How many of the scenario's examples; default all. */
  readonly examples?: number;
}

export function train(stage: Presenting): PresentTrain;
export function train(stage: Batching): BatchTrain;
export function train(stage: Presenting | Batching): PresentTrain | BatchTrain {
  if ('present' in stage) return { kind: 'train', by: 'presentation', present: checkPresent(stage.present), reset: stage.reset };
  const { batch, epochs, updates, order = 'shuffled', stop = null, validate = null, restarts = null, learner, examples } = stage;
  if (validate !== null && stop?.kind === 'early')
    fail('train() with validate and early stopping, which validates', 'Leave one out.');
  if (epochs === undefined && updates === undefined) fail('train() with neither epochs nor updates', 'Say when it ends.');
  return {
    kind: 'train',
    by: 'batches',
    batch: checkCount(batch, 'batch'),
    epochs: epochs === undefined ? Number.POSITIVE_INFINITY : checkCount(epochs, 'epochs'),
    updates: updates === undefined ? Number.POSITIVE_INFINITY : checkCount(updates, 'updates'),
    order,
    stop,
    validate: validate === null ? null : checkPart(validate),
    restarts,
    learners: learner === undefined ? null : [learner].flat(),
    examples: examples === undefined ? null : checkCount(examples, 'examples'),
  };
}

interface Testing {
  readonly split: SplitPart;
  /** Default 'all'. */
  readonly examples?: number | 'all';
}

export function test(stage: Testing & Presenting): PresentTest;
export function test(stage: Testing): BatchTest;
export function test(stage: Testing & Partial<Presenting>): PresentTest | BatchTest {
  const asked = { kind: 'test', split: checkPart(stage.split), examples: checkExamples(stage.examples ?? 'all') } as const;
  if (stage.present === undefined) return { ...asked, by: 'batches' };
  return { ...asked, by: 'presentation', present: checkPresent(stage.present), reset: stage.reset! };
}

/** The network runs on alone for `steps` steps after each of these examples has begun: what it imagines. */
export function dream(stage: {
  readonly steps: number;
  readonly split: SplitPart;
  /** Chains; default 'all'. */
  readonly examples?: number | 'all';
  /** Names of the classes of the data's first field of classes; default all. */
  readonly classes?: readonly string[];
}): BatchDream {
  const { steps, split, examples = 'all', classes = null } = stage;
  return {
    kind: 'dream',
    by: 'batches',
    steps: checkCount(steps, 'steps'),
    split: checkPart(split),
    examples: checkExamples(examples),
    classes,
  };
}

/** Stops when `metric` on `split` was not better for `patience` epochs, and goes back to the best. */
export function earlyStopping(about: {
  readonly metric: string;
  readonly split?: SplitPart;
  readonly patience: number;
}): EarlyStopping {
  const { metric, split = 'validation', patience } = about;
  return { kind: 'early', metric, split: checkPart(split), patience: checkCount(patience, 'patience') };
}

/** Stops when a metric of training is at most this. */
export function reached(metric: string, atMost: number): Reached {
  return { kind: 'reached', metric, atMost };
}

/** So many starts, of which the one whose `metric`, of training, is the smallest in the end is kept. */
export function bestOf(starts: number, metric: string): Restarts {
  return { starts: checkCount(starts, 'starts'), metric };
}
