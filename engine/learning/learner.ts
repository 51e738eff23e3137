/** What every learner of a batch network is asked for, whatever it learns by. */
import type { Layout, PlannedNetwork, Region } from '../compile/index.ts';
import type { Numbers, Plan } from '../compile/plan.ts';
import type { Network } from '../network.ts';
import type { Phase } from '../scenario.ts';
import type { RateSchedule } from '../training/index.ts';
import type { BatchOptions } from './batch-options.ts';
import type { CellLearning, PlannedCellLearning } from './cell-learning.ts';
import type { Machine } from './lane-pass.ts';
import type { TrainedArrays } from './trained-arrays.ts';

/** Numbers at each time, lane after lane: number i of lane l at time t is values[(t * batch + l) * stride + i]. */
export interface LaneNumbers {
  readonly values: Numbers;
  readonly stride: number;
}

/** What examples are asked for: written by data before a step, NaN where nothing is asked. */
export interface Targets extends LaneNumbers {
  /** Of the data. */
  readonly field: string;
  /** Which should answer, and how many cells of it. */
  readonly population: string;
  readonly size: number;
  /** What places of other classes are asked for. */
  readonly otherClasses: 0 | -1;
}

/** A moment of a stage: `share` of its updates done, 0 to 1; `epoch` and `update` counted from 0. */
export interface Moment {
  readonly share: number;
  readonly epoch: number;
  readonly update: number;
  /** Whether all examples of the epoch have been shown with this window. */
  readonly endsEpoch: boolean;
}

/** What is left out, it does not need, or has not. */
export interface Learner {
  readonly targets: readonly Targets[];
  /** How often it changed the network. */
  readonly updates: number;
  /** By which squared weights counted in what it fitted, where it chooses that itself; else null or left out. */
  readonly penalty?: number | null;
  /** What it makes small, of the examples in the lanes so far: their mean; null where there is no such number. */
  readonly loss: number | null;
  /** A window begins. `goesOn`: where the last one ended; `moment`: of what will be learnt from it, null where it is not. */
  begin?(goesOn: boolean, moment: Moment | null): void;
  /** After the network's step of a time; `step` is its number in the run. */
  forward?(time: number, step: number): void;
  /** The window is over, and is to be learnt from. */
  learn(moment: Moment): void;
  /** The stage is over. */
  conclude?(): void;
  /** What its errors changed by with what went into a port in each step, of the latest window learnt from; null where none go there. */
  delta?(population: string, port: string): LaneNumbers | null;
  /**
   * What the products of two cells of a population were on average in a phase of the latest window learnt from, by pairs as the weights of undirected
   * connections lie; null where it learns otherwise.
   */
  products?(population: string, phase: Phase): Float64Array | null;
  /** The derivatives of its loss by something trained, of the latest window learnt from; null for what it trains not, or not by gradients. */
  gradient?(name: string): Numbers | null;
  /** How fast it learns from now on, where it goes by a rate. */
  setRate?(rate: RateSchedule): void;
  /** What is trained has been drawn anew: forgets what it kept of the way so far. */
  startAgain?(): void;
  /** Whether what follows is learnt from, or used. */
  setTraining?(training: boolean): void;
}

/** What learners plan their memory beside. */
export interface LearnerContext {
  readonly network: Network;
  readonly options: BatchOptions;
  readonly unroll: number;
  readonly planned: PlannedNetwork;
  /** As the populations of the network. */
  readonly cells: readonly PlannedCellLearning[];
  readonly layout: Layout;
}

/** A network with its memory, for learners to work on. */
export interface MadeNetwork {
  readonly plan: Plan;
  /** As the populations of the network. */
  readonly cells: readonly CellLearning[];
  readonly trained: TrainedArrays;
  readonly machine: Machine;
  /** Scratch of matrix products: as wide as the widest population, as high as all lanes of a window. */
  readonly pack: Region;
}

export interface PlannedLearner {
  make(network: MadeNetwork): Learner;
}
