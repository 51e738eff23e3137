/** Learns by gradients through time: losses, adjoints from the last time to the first, one step of an optimiser. */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt } from '../../compile/plan.ts';
import { NeurariumError } from '../../errors.ts';
import type { TrainedNames } from '../../learning-names.ts';
import type { GradientLearner, RateSchedule } from '../../training/index.ts';
import type { AdjointArrays, LearningArrays } from '../arrays.ts';
import { notFiniteTrained } from '../find-not-finite.ts';
import type { LaneNumbers, Learner, MadeNetwork, Moment, Targets } from '../learner.ts';
import { type BackwardStations, backwardStationsOf } from './backward-stations.ts';
import { gradientLimits } from './limits.ts';
import type { LossPass, PlannedLossPass } from './loss-pass.ts';
import { averagesOf, type OptimiserPass, type PlannedOptimiser, type TrainedArray } from './optimiser-pass.ts';
import { type BackwardPass, passesOf } from './passes.ts';
import { rateAt } from './rate-at.ts';
import { RealTime } from './real-time.ts';

export interface BackpropagationPlan {
  readonly learner: GradientLearner;
  readonly unroll: number;
  readonly trained: TrainedNames;
  readonly arrays: readonly TrainedArray[];
  readonly losses: readonly PlannedLossPass[];
  readonly optimiser: PlannedOptimiser;
  /** int32, raised by the optimiser. */
  readonly notFinite: Region;
  /** uint32: how often it updated; whether averages are where the numbers were. */
  readonly counters: Region;
  /** float64: the loss of the window so far, of all lanes. In memory as the counters, so that a copy of that is all there is to know. */
  readonly lost: Region;
}

export class Backpropagation implements Learner {
  readonly targets: readonly Targets[];
  readonly #made: MadeNetwork;
  #rate: RateSchedule;
  readonly #arrays: readonly TrainedArray[];
  readonly #gradients: readonly Numbers[];
  readonly #losses: readonly LossPass[];
  readonly #back: BackwardStations;
  readonly #passes: readonly BackwardPass[];
  readonly #realTime: RealTime | null;
  readonly #limit: () => void;
  readonly #optimise: OptimiserPass;
  readonly #exchangeAverages: () => void;
  /** Adjoints at all times, of what goes back. */
  readonly #adjoints: readonly { readonly values: Numbers; readonly length: number }[];
  readonly #notFinite: Int32Array;
  readonly #counters: Uint32Array;
  readonly #lost: Float64Array;
  /** The step of the window's beginning: draws are by step. Known again after each step. */
  #firstStep = 0;

  constructor(
    { learner, unroll, trained, arrays, losses, optimiser, notFinite, counters, lost }: BackpropagationPlan,
    made: MadeNetwork,
  ) {
    const { plan, machine } = made;
    const { buffer } = machine.memory;
    this.#made = made;
    this.#rate = learner.optimiser.rate;
    this.#arrays = arrays;
    this.#gradients = arrays.map(({ gradient, count }) => numbersAt(buffer, gradient.address, count, plan.precision));
    this.#losses = losses.map((loss) => loss.make(machine));
    this.targets = this.#losses.map(({ loss, targets, arrays: { size, stride } }) => ({
      field: loss.field,
      population: loss.population,
      size,
      stride,
      values: this.#view(targets),
      otherClasses: loss.kind === 'hinge' || loss.kind === 'perceptron' ? -1 : 0,
    }));
    this.#back = backwardStationsOf(made, trained, arrays);
    this.#passes = passesOf({ unroll, truncate: learner.truncate });
    this.#realTime = learner.realTime ? new RealTime(made, arrays) : null;
    this.#limit = gradientLimits(arrays, learner, plan.precision, machine);
    this.#optimise = optimiser.make(machine);
    this.#exchangeAverages = averagesOf(arrays, plan);
    this.#adjoints = this.#back.stations.flatMap((station) => this.#adjointsOf(station.arrays));
    this.#notFinite = new Int32Array(buffer, notFinite.address, 1);
    this.#counters = new Uint32Array(buffer, counters.address, 2);
    this.#lost = new Float64Array(buffer, lost.address, 1);
  }

  get updates(): number {
    return this.#counters[0]!;
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

  conclude(): void {}

  /** What is used is the average over all updates, where the optimiser keeps one and an update has been. */
  setTraining(training: boolean): void {
    const wanted = !training && this.updates > 0 ? 1 : 0;
    if (wanted !== this.#counters[1]) this.#exchangeAverages();
    this.#counters[1] = wanted;
  }

  gradient(name: string): Numbers | null {
    return this.#gradients[this.#arrays.findIndex((one) => one.name === name)] ?? null;
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
    for (const gradient of this.#gradients) gradient.fill(0);
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
    if (!(rate >= 0 && Number.isFinite(rate)))
      throw new NeurariumError({ code: 'usage', message: `rate is ${rate}, expected 0 or more` });
    this.#limit();
    this.#counters[0]!++;
    this.#optimise(rate, this.updates);
    this.#checkFinite();
    this.#made.trained.refresh();
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

  /** The flag may be a false alarm: the numbers decide. */
  #checkFinite(): void {
    if (this.#notFinite[0] === 0) return;
    this.#notFinite[0] = 0;
    const where = notFiniteTrained(this.#made.trained);
    if (where === null) return;
    throw new NeurariumError({
      code: 'not-finite',
      message: `a number became NaN or infinite in update ${this.updates}`,
      where,
      hint: 'A smaller learning rate, or a limit to the gradients (clipNorm), keeps numbers small.',
    });
  }
}
