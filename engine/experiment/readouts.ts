/** Learners at work: features of each example in, answers out. */
import { classesOf, type Dataset, fieldOf, labelOf, lengthOf } from '../data/index.ts';
import { NeurariumError } from '../errors.ts';
import { RidgeAccumulator, type RidgeSolution, ridgePredict } from '../numerics/index.ts';
import { FilteredSpikes, SpikeStatistics } from '../operators/index.ts';
import type { Simulation } from '../simulation/index.ts';
import type { RidgeLearner } from '../training/index.ts';
import { inputField, inputNumbers, labelField } from './fields.ts';

/** Fits on presented examples, then answers. */
export interface Readout {
  /** The field of classes that it is asked for. */
  readonly field: string;
  /** Forgets what was counted: a new example begins. */
  begin(): void;
  /** The example that was just presented. */
  learn(dataset: Dataset, index: number): void;
  /** The class that the readout names for the example that was just presented. */
  answer(dataset: Dataset, index: number): number;
}

export function readoutOf(learner: RidgeLearner, simulation: Simulation, dataset: Dataset): Readout {
  const features =
    learner.features === 'inputs' ? inputFeatures(dataset) : spikesOf(learner.features, learner.filter, simulation);
  const field = learner.field ?? labelField(dataset);
  const classes = classesOf(dataset, field).length;
  const sums = new RidgeAccumulator(features.length, classes);
  let solution: RidgeSolution | undefined;
  const solved = (): RidgeSolution => {
    if (sums.count === 0) {
      throw new NeurariumError({
        code: 'description',
        message: 'a test before any training',
        hint: 'Put train({ ... }) before test({ ... }) in the protocol.',
      });
    }
    solution ??= sums.solve(learner.penalty);
    return solution;
  };
  return {
    field,
    begin: features.begin,
    learn: (data, index) => {
      solution = undefined;
      const target = new Float64Array(classes);
      target[labelOf(data, field, index)] = 1;
      sums.add(features.read(data, index), target);
    },
    answer: (data, index) => indexOfLargest(ridgePredict(solved(), features.read(data, index))),
  };
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

/** The first of the largest. */
function indexOfLargest(values: Float64Array): number {
  return values.reduce((best, value, i) => (value > values[best]! ? i : best), 0);
}
