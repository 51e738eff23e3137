/** What a scenario trains and tests with, as plain data: data selection, encoding, learners, protocol. Knows no data and learns nothing. */
import type { SplitPart } from './data.ts';
import { NeurariumError } from './errors.ts';
import { suggest } from './suggest.ts';
import { parseQuantity, type Quantity } from './units.ts';

/** Not `splitParts` of data.ts, which would bring random numbers into the description. */
const parts = Object.keys({ train: 1, validation: 1, test: 1 } satisfies Record<SplitPart, 1>);

/** Examples of one part of a data set: how many (drawn by the run's seed with classes in proportion), or all. */
export interface DataSelection {
  readonly dataset: string;
  readonly part: SplitPart;
  readonly examples: number | 'all';
}

/** A ridge regression from features to one output per class, the largest of which is the answer. Minimises squared error + penalty * squared weights (without the offset). */
export interface RidgeLearner {
  readonly kind: 'ridge';
  /** Spike counts per cell of these populations, in order, while an example is presented; or the example's own inputs. */
  readonly features: readonly string[] | 'inputs';
  readonly penalty: number;
}

/** Further kinds (gradients, local rules, maps) join this union. */
export type Learner = RidgeLearner;

/** Fits the learners on the scenario's data. */
export interface TrainStage {
  readonly kind: 'train';
  /** How long each example is presented, in ms. */
  readonly present: number;
  /** Whether the network starts each example from its initial state. */
  readonly reset: boolean;
}

/** Asks the learners; yields the metrics. */
export interface TestStage {
  readonly kind: 'test';
  readonly split: SplitPart;
  readonly examples: number | 'all';
  readonly present: number;
  readonly reset: boolean;
}

export type Stage = TrainStage | TestStage;

/** Before each example `parameter` of cell i of `population` becomes input i times `scale` (internal units). Inputs lie in 0 to 1. */
export interface Encoding {
  readonly population: string;
  readonly parameter: string;
  readonly scale: number;
}

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** dataset('mnist').split('train', 1000): which examples to use. Their bytes come later, through the host. */
export function dataset(name: string): { split(part: SplitPart, examples?: number | 'all'): DataSelection } {
  if (typeof name !== 'string' || name === '') fail("dataset() without a name, such as dataset('mnist')");
  return {
    split(part, examples = 'all') {
      return { dataset: name, part: checkPart(part), examples: checkExamples(examples) };
    },
  };
}

function checkPart(part: SplitPart): SplitPart {
  return parts.includes(part) ? part : fail(`split '${String(part)}' is unknown`, suggest(String(part), parts));
}

function checkExamples(examples: number | 'all'): number | 'all' {
  if (examples === 'all' || (Number.isSafeInteger(examples) && examples >= 1)) return examples;
  return fail(`${String(examples)} examples, expected a whole number of at least 1, or 'all'`);
}

function checkPresent(present: string): number {
  const time = parseQuantity(present, 'ms', 'present');
  return time > 0 ? time : fail(`present is '${present}', expected more than 0`);
}

/** Ridge readout of `features`: names of populations, or 'inputs'. `penalty` >= 0. */
export function ridge({
  features,
  penalty,
}: {
  readonly features: readonly string[] | 'inputs';
  readonly penalty: number;
}): RidgeLearner {
  if (!(penalty >= 0 && Number.isFinite(penalty))) fail(`penalty of ridge() is ${penalty}, expected 0 or more`);
  if (features !== 'inputs' && features.length === 0)
    fail("features of ridge() are empty, expected names of populations or 'inputs'");
  return { kind: 'ridge', features, penalty };
}

export function train(stage: { readonly present: Quantity<'ms'>; readonly reset: boolean }): TrainStage {
  return { kind: 'train', present: checkPresent(stage.present), reset: stage.reset };
}

export function test(stage: {
  readonly split: SplitPart;
  readonly examples?: number | 'all';
  readonly present: Quantity<'ms'>;
  readonly reset: boolean;
}): TestStage {
  const examples = checkExamples(stage.examples ?? 'all');
  return { kind: 'test', split: checkPart(stage.split), examples, present: checkPresent(stage.present), reset: stage.reset };
}
