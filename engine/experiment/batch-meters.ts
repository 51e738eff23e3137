/** Measures what a network that learns in batches answers. */
import { type Dataset, type Field, fieldOf } from '../data/index.ts';
import type { BatchNetwork, LaneNumbers } from '../learning/index.ts';
import type { BatchMetric, ClassAccuracyMetric, During, ErrorMetric } from '../training/index.ts';

/** What is counted over examples: each metric makes its own of it. */
export interface Sums {
  /** Numbers that were asked. */
  count: number;
  /** Of what is averaged: right answers, squared errors, losses. */
  sum: number;
  largest: number;
  /** Of what was asked. */
  wanted: number;
  wantedSquares: number;
  /** Of classes, by which was right (row) and which was answered (column); empty where nothing is asked of classes. */
  readonly pairs: Uint32Array;
}

/** How often each class was answered with each. */
export interface Confusion {
  readonly classes: readonly string[];
  /** Row = what it is, column = what was answered. */
  readonly counts: Uint32Array;
}

function nothing(classes: number): Sums {
  return { count: 0, sum: 0, largest: 0, wanted: 0, wantedSquares: 0, pairs: new Uint32Array(classes * classes) };
}

function cleared(sums: Sums): Sums {
  sums.pairs.fill(0);
  return Object.assign(sums, { count: 0, sum: 0, largest: 0, wanted: 0, wantedSquares: 0 });
}

/** Counts what the batch in the trainer is worth, from its first step to `unroll` of the examples at step `firstStep` on. */
export type Count = (examples: Uint32Array, firstStep: number, sums: Sums) => void;

export class BatchMeter {
  readonly metric: BatchMetric;
  readonly #trainer: BatchNetwork;
  /** Of the latest batches; where the network is only asked, of all together. */
  #latest: Sums[] = [];
  #asked = false;
  #count: Count = () => undefined;
  #classes: readonly string[] = [];

  constructor(metric: BatchMetric, trainer: BatchNetwork) {
    this.metric = metric;
    this.#trainer = trainer;
  }

  /** Examples of another data set, or of another stage, come. `updates`: whether the network changes meanwhile. */
  begin(during: During, data: Dataset, updates: boolean): void {
    if (this.metric.during !== during) return;
    this.#count = countOf(this.metric, this.#trainer, data);
    if (this.metric.kind === 'class-accuracy') this.#classes = fieldOf(data, this.metric.field).classes ?? [];
    this.#asked = !updates;
    if (this.#asked) this.#latest = [nothing(this.#classes.length)];
  }

  add(during: During, examples: Uint32Array, firstStep: number): void {
    const { metric } = this;
    if (metric.during !== during) return;
    if (this.#asked) return this.#count(examples, firstStep, this.#latest[0]!);
    const sums = this.#latest.length < metric.over ? nothing(this.#classes.length) : cleared(this.#latest.shift()!);
    this.#count(examples, firstStep, sums);
    this.#latest.push(sums);
  }

  /** Null before anything was asked. */
  get value(): number | null {
    const all = nothing(0);
    for (const one of this.#latest) {
      all.count += one.count;
      all.sum += one.sum;
      all.largest = Math.max(all.largest, one.largest);
      all.wanted += one.wanted;
      all.wantedSquares += one.wantedSquares;
    }
    return all.count === 0 ? null : measured(this.metric, all);
  }

  /** Null for what is not asked of classes, and before anything was. */
  get confusion(): Confusion | null {
    if (this.#classes.length === 0 || this.#latest.length === 0) return null;
    const counts = new Uint32Array(this.#classes.length * this.#classes.length);
    for (const { pairs } of this.#latest) pairs.forEach((count, k) => void (counts[k]! += count));
    return { classes: this.#classes, counts };
  }
}

function measured(metric: BatchMetric, { count, sum, largest, wanted, wantedSquares }: Sums): number {
  if (metric.kind !== 'error') return sum / count;
  switch (metric.reports) {
    case 'largest':
      return largest;
    case 'mean-square':
      return sum / count;
    case 'root-mean-square':
      return Math.sqrt(sum / count);
    case 'normalised':
      return Math.sqrt(sum / (wantedSquares - (wanted * wanted) / count));
    default:
      return metric.reports satisfies never;
  }
}

function countOf(metric: BatchMetric, trainer: BatchNetwork, data: Dataset): Count {
  if (metric.kind === 'loss') {
    const losses = Object.values(trainer.learners);
    return ({ length }, _, sums) => {
      sums.count += length;
      sums.sum += losses.reduce((sum, { loss }) => sum + (loss ?? 0), 0) * length;
    };
  }
  const { size, model } = trainer.plan.populations.find(({ name }) => name === metric.population)!;
  const answers = trainer.values(metric.population, metric.variable ?? model.outputs[0]!);
  const each = eachStep(metric, trainer, data, answers);
  return metric.kind === 'class-accuracy'
    ? each(countClasses(answers, size))
    : each(countErrors(answers, size, fieldOf(data, metric.field)));
}

/** `begin`: where the answers of a lane in a step begin; `wanted`: the field's numbers of that step, from `from` on. */
type CountOne = (begin: number, wanted: ArrayLike<number>, sums: Sums, from: number) => void;

function eachStep(
  { field: name }: ClassAccuracyMetric | ErrorMetric,
  { batch, unroll }: BatchNetwork,
  data: Dataset,
  { stride }: LaneNumbers,
): (one: CountOne) => Count {
  const { shape, perStep = false } = fieldOf(data, name);
  const length = shape.reduce((product, axis) => product * axis, 1);
  return (one) => (examples, firstStep, sums) => {
    for (let lane = 0; lane < examples.length; lane++) {
      const wanted = data.values(name, examples[lane]!);
      for (let t = 0; t < unroll; t++) one((t * batch + lane) * stride, wanted, sums, perStep ? (firstStep + t) * length : 0);
    }
  };
}

function countClasses({ values }: LaneNumbers, size: number): CountOne {
  return (begin, wanted, sums, from) => {
    const label = wanted[from]!;
    if (Number.isNaN(label)) return;
    const answer = answerOf(values, begin, size);
    sums.count++;
    if (answer === label) sums.sum++;
    sums.pairs[label * Math.sqrt(sums.pairs.length) + answer]!++;
  };
}

/** The first of the largest; of a single cell whether it is above 1/2. */
function answerOf(values: LaneNumbers['values'], begin: number, size: number): number {
  if (size === 1) return values[begin]! > 0.5 ? 1 : 0;
  let best = 0;
  for (let cell = 1; cell < size; cell++) if (values[begin + cell]! > values[begin + best]!) best = cell;
  return best;
}

/** A class asks a single cell for its number, several for 1 at the class's cell and 0 at the others. */
function countErrors({ values }: LaneNumbers, size: number, { classes }: Field): CountOne {
  const oneOf = classes !== undefined && size > 1;
  return (begin, wanted, sums, from) => {
    for (let cell = 0; cell < size; cell++) {
      const number = wanted[oneOf ? from : from + cell]!;
      if (Number.isNaN(number)) continue;
      const asked = oneOf ? Number(number === cell) : number;
      const error = values[begin + cell]! - asked;
      sums.count++;
      sums.sum += error * error;
      sums.largest = Math.max(sums.largest, Math.abs(error));
      sums.wanted += asked;
      sums.wantedSquares += asked * asked;
    }
  };
}
