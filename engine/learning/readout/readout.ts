/** A linear readout at work in a batch network: what came to its cells, row by row, goes to its fit. */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import { outputOf, populationOf } from '../../find-in-network.ts';
import type { Network } from '../../network.ts';
import type { ReadoutLearner } from '../../training/index.ts';
import { stateAt } from '../arrays.ts';
import type { LaneNumbers, Learner, LearnerContext, MadeNetwork, PlannedLearner, Targets } from '../learner.ts';
import { checkLinear, checkSoftmax, Features, type ReadoutEnds, readoutEnds } from './features.ts';
import { type Fit, fitOf, requestFit } from './fits.ts';

interface ReadoutPlan {
  readonly learner: ReadoutLearner;
  readonly ends: ReadoutEnds;
  readonly unroll: number;
  readonly targets: Region;
  readonly fit: Region | null;
  /** uint32: rows learnt from; steps since the examples began. */
  readonly counters: Region;
}

/** @throws NeurariumError 'description' naming what does not fit */
export function planReadout(
  learner: ReadoutLearner,
  { network, cells, planned, unroll, layout }: LearnerContext,
): PlannedLearner {
  const ends = readoutEnds(network, learner);
  if (learner.as !== null) checkLike(network, ends.population, learner.as);
  const { arrays } = cells.find(({ arrays: { population } }) => population.name === ends.population)!;
  const sizes = planned.projections.map(({ name, source }) => (ends.projections.includes(name) ? source.size : 0));
  const features = sizes.reduce((sum, size) => sum + size, ends.bias === null ? 0 : 1);
  const targets = layout.request('state', unroll * arrays.slotBytes);
  const [fit, counters] = [requestFit(learner.method, features, layout), layout.request('kept', 8)];
  return { make: (made) => new Readout({ learner, ends, unroll, targets, fit, counters }, made) };
}

/** @throws NeurariumError 'description' where they cannot be alike */
function checkLike(network: Network, population: string, as: string): void {
  const [own, other] = [populationOf(network, population), populationOf(network, as)];
  outputOf(other);
  if (own.size === other.size) return;
  const message = `${population} of ${own.size} cells is to be like ${as}, which has ${other.size}`;
  throw new NeurariumError({ code: 'description', message, hint: 'Name a population of as many cells.' });
}

/** A population's output after each step of the window. */
function outputsOf(name: string, { plan, cells }: MadeNetwork, unroll: number): LaneNumbers {
  const { arrays } = cells.find((cell) => cell.arrays.population.name === name)!;
  const address = stateAt(arrays, arrays.population.model.outputs[0]!, 1);
  return {
    values: numbersAt(plan.map.memory.buffer, address, unroll * arrays.lanes * arrays.stride, plan.precision),
    stride: arrays.stride,
  };
}

class Readout implements Learner {
  readonly targets: readonly Targets[];
  readonly loss = null;
  readonly #asked: Targets;
  readonly #made: MadeNetwork;
  readonly #washout: number;
  readonly #every: number;
  readonly #unroll: number;
  readonly #lanes: number;
  readonly #features: Features;
  readonly #fit: Fit;
  readonly #row: Float64Array;
  /** What it should be like; null: what it is asked for. */
  readonly #like: LaneNumbers | null;
  readonly #target: Float64Array;
  readonly #counters: Uint32Array;

  constructor({ learner, ends, unroll, targets, fit, counters }: ReadoutPlan, made: MadeNetwork) {
    const { plan, cells } = made;
    const { buffer } = plan.map.memory;
    const { arrays } = cells.find((cell) => cell.arrays.population.name === ends.population)!;
    const values: Numbers = numbersAt(buffer, targets.address, targets.bytes / numberBytes(plan.precision), plan.precision);
    this.#made = made;
    this.#unroll = unroll;
    this.#lanes = arrays.lanes;
    this.#washout = learner.washout;
    this.#every = learner.every;
    this.#asked = {
      field: learner.field,
      population: ends.population,
      size: learner.as === null ? arrays.size : 1,
      stride: arrays.stride,
      values,
      otherClasses: 0,
    };
    this.targets = [this.#asked];
    this.#features = new Features(made, ends, unroll, learner.method.kind === 'counts' ? checkSoftmax : checkLinear);
    this.#fit = fitOf(learner.method, this.#features, fit && new Float64Array(buffer, fit.address, fit.bytes / 8));
    this.#like = learner.as === null ? null : outputsOf(learner.as, made, unroll);
    this.#row = new Float64Array(this.#features.count);
    this.#target = new Float64Array(this.#features.outputs);
    this.#counters = new Uint32Array(buffer, counters.address, 2);
  }

  /** Rows learnt from. */
  get updates(): number {
    return this.#counters[0]!;
  }

  get penalty(): number | null {
    return this.#fit.penalty;
  }

  begin(goesOn: boolean): void {
    this.#counters[1] = goesOn ? this.#counters[1]! + this.#unroll : 0;
  }

  learn(): void {
    for (let time = 0; time < this.#unroll; time++) {
      const since = this.#counters[1]! + time - this.#washout;
      if (since < 0 || since % this.#every !== 0) continue;
      for (let lane = 0; lane < this.#made.machine.examples(); lane++) this.#learnRow(time, lane);
    }
  }

  conclude(): void {
    this.#fit.conclude();
  }

  #learnRow(time: number, lane: number): void {
    const { values, stride } = this.#asked;
    const begin = (time * this.#lanes + lane) * stride;
    const like = this.#like;
    if (like === null) for (let k = 0; k < this.#target.length; k++) this.#target[k] = values[begin + k]!;
    else {
      if (Number.isNaN(values[begin])) return;
      const from = (time * this.#lanes + lane) * like.stride;
      for (let k = 0; k < this.#target.length; k++) this.#target[k] = like.values[from + k]!;
    }
    if (this.#target.some(Number.isNaN)) return;
    this.#features.read(time, lane, this.#row);
    this.#fit.add(this.#row, this.#target);
    this.#counters[0]!++;
  }
}
