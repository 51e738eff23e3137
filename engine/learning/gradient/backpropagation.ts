/** Learns by gradients through time: losses, adjoints from the last time to the first, one step of an optimiser. */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt } from '../../compile/plan.ts';
import type { GradientLearner, RateSchedule } from '../../training/index.ts';
import type { AdjointArrays, LearningArrays } from '../arrays.ts';
import type { LaneNumbers, Learner, MadeNetwork, Moment, Targets } from '../learner.ts';
import { type BackwardStations, backwardStationsOf } from './backward-stations.ts';
import { Descent, type PlannedDescent } from './descent.ts';
import type { LossPass, PlannedLossPass } from './loss-pass.ts';
import { type BackwardPass, passesOf } from './passes.ts';
import { rateAt } from './rate-at.ts';
import { RealTime } from './real-time.ts';

export interface BackpropagationPlan {
  readonly learner: GradientLearner;
  readonly unroll: number;
  readonly descent: PlannedDescent;
  readonly losses: readonly PlannedLossPass[];
  /** float64: the loss of the window so far, of all lanes. In memory as the counters, so that a copy of that is all there is to know. */
  readonly lost: Region;
}

export class Backpropagation implements Learner {
  readonly targets: readonly Targets[];
  readonly #made: MadeNetwork;
  #rate: RateSchedule;
  readonly #descent: Descent;
  readonly #losses: readonly LossPass[];
  readonly #back: BackwardStations;
  readonly #passes: readonly BackwardPass[];
  readonly #realTime: RealTime | null;
  /** Adjoints at all times, of what goes back. */
  readonly #adjoints: readonly { readonly values: Numbers; readonly length: number }[];
  readonly #lost: Float64Array;
  /** The step of the window's beginning: draws are by step. Known again after each step. */
  #firstStep = 0;

  constructor({ learner, unroll, descent, losses, lost }: BackpropagationPlan, made: MadeNetwork) {
    const { machine } = made;
    const { buffer } = machine.memory;
    this.#made = made;
    this.#rate = learner.optimiser.rate;
    this.#descent = new Descent(descent, made);
    this.#losses = losses.map((loss) => loss.make(machine));
    this.targets = this.#losses.map(({ loss, targets, arrays: { size, stride } }) => ({
      field: loss.field,
      population: loss.population,
      size,
      stride,
      values: this.#view(targets),
      otherClasses: loss.kind === 'hinge' || loss.kind === 'perceptron' ? -1 : 0,
    }));
    this.#back = backwardStationsOf(made, descent.trained, descent.arrays);
    this.#passes = passesOf({ unroll, truncate: learner.truncate });
    this.#realTime = learner.realTime ? new RealTime(made, descent.arrays) : null;
    this.#adjoints = this.#back.stations.flatMap((station) => this.#adjointsOf(station.arrays));
    this.#lost = new Float64Array(buffer, lost.address, 1);
  }

  get updates(): number {
    return this.#descent.updates;
  }

  /** The mean loss of an example so far: the sum over times and cells. */
  get loss(): number {
    return this.#lost[0]! / this.#made.machine.examples();
  }

  begin(goesOn: boolean): void {
    this.#lost[0] = 0;
    if (!goesOn) this.#realTime?.reset();
  }

  forward(time: number, step: number): void {
    this.#firstStep = step - time;
    for (const loss of this.#losses) this.#lost[0]! += loss.forward(time);
  }

  learn(moment: Moment): void {
    this.backward();
    this.update(rateAt(this.#rate, moment));
  }

  startAgain(): void {
    this.#descent.startAgain();
  }

  setTraining(training: boolean): void {
    this.#descent.setTraining(training);
  }

  gradient(name: string): Numbers | null {
    return this.#descent.gradient(name);
  }

  setRate(rate: RateSchedule): void {
    this.#rate = rate;
  }

  delta(population: string, port: string): LaneNumbers | null {
    const found = this.#made.cells.find(({ arrays }) => arrays.population.name === population)?.arrays;
    const region = found?.adjoints?.ports[port];
    return region === undefined ? null : { values: this.#view(region), stride: found!.stride };
  }

  /** Gradients of the loss of a window that is over. */
  backward(): void {
    this.#realTime?.goOn(this.#firstStep);
    this.#descent.clear();
    for (const { from, end, down } of this.#passes) {
      for (const { values, length } of this.#adjoints) values.fill(0, down * length, (end + 1) * length);
      for (let t = from; t < end; t++) for (const loss of this.#losses) loss.backward(t, this.#made.machine.examples());
      for (let t = end - 1; t >= down; t--) this.#goBack(t);
      for (const map of this.#back.maps) map.gradient(down, end);
    }
    this.#realTime?.fillGradients();
  }

  /** One step of the optimiser by the gradients of `backward`. @throws NeurariumError 'not-finite' where a number became so */
  update(rate: number): void {
    this.#descent.update(rate);
  }

  #goBack(t: number): void {
    for (const { backward, arrays, collect, outgoing } of this.#back.stations) {
      backward(this.#firstStep + t, t * arrays.slotBytes);
      for (const add of collect) add();
      for (const map of outgoing) map.backward(t);
    }
  }

  #adjointsOf({ adjoints, lanes, stride }: LearningArrays): { values: Numbers; length: number }[] {
    const { state, spikes } = adjoints as AdjointArrays;
    const all = spikes === null ? Object.values(state) : [...Object.values(state), spikes];
    return all.map((region) => ({ values: this.#view(region), length: lanes * stride }));
  }

  #view({ address, bytes }: Region): Numbers {
    const { plan, machine } = this.#made;
    return numbersAt(machine.memory.buffer, address, bytes / numberBytes(plan.precision), plan.precision);
  }
}
