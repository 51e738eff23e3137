/**
 * Boltzmann learning at work. The window is the network's own: a phase in which the world holds the visible cells, then one in which nobody does.
 * What is left to do is to tell cells the temperatures of annealing, to take the means of both phases, and to go by their difference.
 */
import { isingOf, type Region, temperatureOf } from '../../compile/index.ts';
import { type Numbers, numbersAt, type Plan } from '../../compile/plan.ts';
import type { Phase } from '../../scenario.ts';
import type { BoltzmannLearner, RateSchedule } from '../../training/index.ts';
import { type LearningArrays, stateAt } from '../arrays.ts';
import { Descent, type PlannedDescent } from '../gradient/descent.ts';
import { rateAt } from '../gradient/rate-at.ts';
import type { LaneNumbers, Learner, MadeNetwork, Moment } from '../learner.ts';
import { addExact, addState, type PairMeans } from './pair-means.ts';
import { type WorldHeld, worldHeld } from './world-held.ts';

export interface BoltzmannPlan {
  readonly learner: BoltzmannLearner;
  readonly descent: PlannedDescent;
  readonly arrays: LearningArrays;
  /** What cells say to each other. */
  readonly variable: string;
  /** The port by which the world holds them. */
  readonly gate: string;
  /** float64, of each phase: the means of all cells, then of all pairs. */
  readonly means: readonly [clamped: Region, free: Region];
}

/** Of the steps of a window, as cells were after them. */
interface Said extends LaneNumbers {
  of(time: number, lane: number): Numbers;
}

export class Boltzmann implements Learner {
  readonly targets = [];
  readonly loss = null;
  readonly #learner: BoltzmannLearner;
  readonly #plan: Plan;
  readonly #arrays: LearningArrays;
  readonly #examples: () => number;
  readonly #descent: Descent;
  readonly #phase: number;
  readonly #said: Said;
  readonly #held: WorldHeld;
  readonly #clamped: PairMeans;
  readonly #free: PairMeans;
  /** Of all lanes, by the steps of a phase that are told a temperature. */
  readonly #temperatures: (time: number) => Numbers;
  #rate: RateSchedule;

  constructor({ learner, descent, arrays, variable, gate, means }: BoltzmannPlan, made: MadeNetwork) {
    const { plan, machine } = made;
    const { buffer } = machine.memory;
    const { size, lanes, stride, precision } = arrays;
    const view = (address: number, times: number) => numbersAt(buffer, address, times * lanes * stride, precision);
    this.#learner = learner;
    this.#plan = plan;
    this.#arrays = arrays;
    this.#examples = machine.examples;
    this.#descent = new Descent(descent, made);
    this.#phase = learner.settle + learner.count;
    const values = view(stateAt(arrays, variable, 1), 2 * this.#phase);
    const of = (time: number, lane: number) => {
      const first = (time * lanes + lane) * stride;
      return values.subarray(first, first + size);
    };
    this.#said = { values, stride, of };
    this.#held = worldHeld({ values: view(arrays.ports[gate]!.address, 1), stride }, this.#said, size);
    [this.#clamped, this.#free] = means.map(({ address, bytes }): PairMeans => {
      const all = new Float64Array(buffer, address, bytes / 8);
      return { cells: all.subarray(0, size), pairs: all.subarray(size) };
    }) as [PairMeans, PairMeans];
    this.#temperatures = (time) => view(stateAt(arrays, learner.temperature as string, time), 1);
    this.#rate = learner.optimiser.rate;
  }

  get updates(): number {
    return this.#descent.updates;
  }

  begin(): void {
    this.#anneal(0);
  }

  forward(time: number): void {
    if (time + 1 < 2 * this.#phase) this.#anneal(time + 1);
  }

  learn(moment: Moment): void {
    this.compare();
    this.#descent.update(rateAt(this.#rate, moment));
  }

  /** The gradient of a window that is over: free means less clamped ones. */
  compare(): void {
    for (const { cells, pairs } of [this.#clamped, this.#free]) {
      cells.fill(0);
      pairs.fill(0);
    }
    if (this.#learner.means === 'exact') this.#addExact();
    else this.#addSampled();
    this.#descent.clear();
    const { projection, bias } = this.#learner;
    subtract(this.#descent.gradient(projection)!, this.#free.pairs, this.#clamped.pairs);
    if (bias === null) return;
    subtract(this.#descent.gradient(`${this.#arrays.population.name}.${bias}`)!, this.#free.cells, this.#clamped.cells);
  }

  products(population: string, phase: Phase): Float64Array | null {
    if (population !== this.#arrays.population.name) return null;
    return (phase === 'clamped' ? this.#clamped : this.#free).pairs;
  }

  gradient(name: string): Numbers | null {
    return this.#descent.gradient(name);
  }

  setRate(rate: RateSchedule): void {
    this.#rate = rate;
  }

  startAgain(): void {
    this.#descent.startAgain();
  }

  setTraining(training: boolean): void {
    this.#descent.setTraining(training);
  }

  /** Of lanes, the mean. */
  #addExact(): void {
    const { population, size } = this.#arrays;
    const energy = isingOf(this.#plan, population, this.#learner.bias);
    const temperature = temperatureOf(this.#plan, population, this.#learner.temperature);
    const examples = this.#examples();
    const all = Array.from({ length: size }, (_, cell) => cell);
    addExact(this.#free, energy, { states: new Float64Array(size), free: all, temperature }, 1);
    for (const { count, ...held } of this.#held.alike(examples).values())
      addExact(this.#clamped, energy, { ...held, temperature }, count / examples);
  }

  /** Of lanes and of the steps of a phase that count, the mean. */
  #addSampled(): void {
    const { settle, count } = this.#learner;
    const examples = this.#examples();
    for (const [phase, means] of [this.#clamped, this.#free].entries())
      for (let step = settle; step < this.#phase; step++)
        for (let lane = 0; lane < examples; lane++)
          addState(means, this.#said.of(phase * this.#phase + step, lane), 1 / (examples * count));
  }

  /** Tells all lanes the temperature of the step that comes next. */
  #anneal(time: number): void {
    const temperature = this.#learner.annealing[time % this.#phase];
    if (temperature !== undefined) this.#temperatures(time).fill(temperature);
  }
}

function subtract(difference: Numbers, free: Float64Array, clamped: Float64Array): void {
  for (let k = 0; k < difference.length; k++) difference[k] = free[k]! - clamped[k]!;
}
