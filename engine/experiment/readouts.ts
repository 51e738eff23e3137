/** Learners at work: features of each example in, answers out. */
import { type Dataset, fieldOf, lengthOf } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import { RidgeAccumulator, type RidgeSolution, ridgePredict } from '../numerics/index.ts';
import { FilteredSpikes, SpikeStatistics } from '../operators/index.ts';
import type { Simulation } from '../simulation/index.ts';
import { toSteps } from '../steps.ts';
import type { RidgeLearner } from '../training/index.ts';
import { inputField, inputNumbers, labelField } from './fields.ts';

/** What there is to read of an example, and what it should say: a number per cell, or 1 for its class; NaN: nothing is asked. */
export interface Reading {
  readonly features: Float64Array;
  readonly wanted: Float64Array;
}

/** Fits on presented examples, then answers. */
export interface Readout {
  /** The field that it is asked for, and its classes; null where it holds numbers. */
  readonly field: string;
  readonly classes: readonly string[] | null;
  /** Steps of an example from one reading to the next; infinite: one, at its end. */
  readonly every: number;
  /** Who is told its answers; null: nobody. */
  readonly says: { readonly population: string; readonly port: string } | null;
  /** Forgets what was counted: a new example begins. */
  begin(): void;
  /** So many steps of an example are over. */
  read(dataset: Dataset, index: number, steps: number): Reading;
  learn(reading: Reading): void;
  readonly hasLearnt: boolean;
  /** As many numbers as it is asked for. */
  answer(reading: Reading): Float64Array;
}

/** @throws NeurariumError 'description' where what it says does not fit who is told */
export function readoutOf(learner: RidgeLearner, simulation: Simulation, dataset: Dataset): Readout {
  const { every, penalty, says } = learner;
  const features =
    learner.features === 'inputs' ? inputFeatures(dataset) : spikesOf(learner.features, learner.filter, simulation);
  const field = learner.field ?? labelField(dataset);
  const { classes = null, shape } = fieldOf(dataset, field);
  const answers = classes?.length ?? lengthOf({ shape }, 1);
  const sums = new RidgeAccumulator(features.length, answers);
  let solution: RidgeSolution | undefined;
  const solved = (): RidgeSolution => {
    if (sums.count === 0) fail('a test before any training', 'Put train({ ... }) before test({ ... }) in the protocol.');
    solution ??= sums.solve(penalty);
    return solution;
  };
  return {
    field,
    classes,
    every: every === null ? Number.POSITIVE_INFINITY : toSteps(every, simulation.dt, 'every'),
    says: says === null ? null : heardBy(says, answers, simulation),
    begin: features.begin,
    read: (data, index, steps) => ({
      features: features.read(data, index),
      wanted: wantedOf(data, field, index, steps, answers),
    }),
    learn: (reading) => {
      if (reading.wanted.some(Number.isNaN)) return;
      solution = undefined;
      sums.add(reading.features, reading.wanted);
    },
    get hasLearnt() {
      return sums.count > 0;
    },
    answer: (reading) => ridgePredict(solved(), reading.features),
  };
}

function heardBy(says: string, answers: number, simulation: Simulation): Readout['says'] {
  const [population = '', port = ''] = says.split('.');
  const { size } = simulation.population(population);
  if (size !== answers) fail(`${answers} answers to ${size} cells of ${population}`, 'Give it a cell for each answer.');
  return { population, port };
}

/** After so many steps of the example: the latest number of each cell, or 1 at the place of its class. */
function wantedOf(dataset: Dataset, name: string, index: number, steps: number, answers: number): Float64Array {
  const { classes, perStep = false } = fieldOf(dataset, name);
  const values = dataset.values(name, index);
  const width = classes === undefined ? answers : 1;
  const from = perStep ? (Math.min(steps, dataset.steps) - 1) * width : 0;
  if (classes === undefined) return Float64Array.from({ length: answers }, (_, k) => values[from + k]!);
  const label = values[from]!;
  return Float64Array.from({ length: answers }, (_, k) => (Number.isNaN(label) ? Number.NaN : Number(label === k)));
}

interface Features {
  readonly length: number;
  begin(): void;
  read(dataset: Dataset, index: number): Float64Array;
}

/** In 0 to 1. */
function inputFeatures(dataset: Dataset): Features {
  const field = inputField(dataset);
  return {
    length: lengthOf(fieldOf(dataset, field), dataset.steps),
    begin: () => undefined,
    read: (data, index) => inputNumbers(data, field, index, 1),
  };
}

/** Spikes of each cell since `begin`, populations in order: their number, or what is left of them after `filter` ms. */
function spikesOf(populations: readonly string[], filter: number | null, simulation: Simulation): Features {
  const counters = populations.map((name) => {
    const population = simulation.population(name);
    const counter =
      filter === null ? new SpikeStatistics(population.size) : new FilteredSpikes(population.size, filter / simulation.dt);
    population.spikes$.subscribe((frame) => counter.add(frame));
    return counter;
  });
  const length = counters.reduce((sum, { size }) => sum + size, 0);
  return {
    length,
    begin: () => {
      for (const counter of counters) counter.clear();
    },
    read: () => {
      const features = new Float64Array(length);
      let at = 0;
      for (const counter of counters) {
        features.set(counter instanceof FilteredSpikes ? counter.read(simulation.nextStep) : counter.spikesPerCell(), at);
        at += counter.size;
      }
      return features;
    },
  };
}

function fail(message: string, hint: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}
