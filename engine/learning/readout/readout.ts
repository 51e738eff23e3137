/** A linear readout at work in a batch network: what came to its cells, row by row, goes to its fit. */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt } from '../../compile/plan.ts';
import type { ReadoutLearner } from '../../training/index.ts';
import type { Learner, LearnerContext, MadeNetwork, PlannedLearner, Targets } from '../learner.ts';
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
  const { arrays } = cells.find(({ arrays: { population } }) => population.name === ends.population)!;
  const sizes = planned.projections.map(({ name, source }) => (ends.projections.includes(name) ? source.size : 0));
  const features = sizes.reduce((sum, size) => sum + size, ends.bias === null ? 0 : 1);
  const targets = layout.request('state', unroll * arrays.slotBytes);
  const [fit, counters] = [requestFit(learner.method, features, layout), layout.request('kept', 8)];
  return { make: (made) => new Readout({ learner, ends, unroll, targets, fit, counters }, made) };
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
      size: arrays.size,
      stride: arrays.stride,
      values,
      otherClasses: 0,
    };
    this.targets = [this.#asked];
    this.#features = new Features(made, ends, unroll, learner.method.kind === 'counts' ? checkSoftmax : checkLinear);
    this.#fit = fitOf(learner.method, this.#features, fit && new Float64Array(buffer, fit.address, fit.bytes / 8));
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

  forward(): void {}

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

  delta(): null {
    return null;
  }

  gradient(): null {
    return null;
  }

  setRate(): void {}

  setTraining(): void {}

  #learnRow(time: number, lane: number): void {
    const { values, stride } = this.#asked;
    const begin = (time * this.#lanes + lane) * stride;
    for (let k = 0; k < this.#target.length; k++) this.#target[k] = values[begin + k]!;
    if (this.#target.some(Number.isNaN)) return;
    this.#features.read(time, lane, this.#row);
    this.#fit.add(this.#row, this.#target);
    this.#counters[0]!++;
  }
}
