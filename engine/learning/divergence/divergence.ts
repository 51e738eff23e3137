/**
 * Contrastive divergence at work. The window is the network's own: a step held by the world, then steps of its own. So all that is left to
 * do is to compare the products of the first step with those of the last, and to lay chains that persist in the place of the first.
 */
import type { Region } from '../../compile/index.ts';
import { type Numbers, numberBytes, numbersAt } from '../../compile/plan.ts';
import type { MatrixProduct } from '../../kernels/index.ts';
import type { DivergenceLearner, RateSchedule } from '../../training/index.ts';
import { type LearningArrays, stateAt } from '../arrays.ts';
import { Descent, type PlannedDescent } from '../gradient/descent.ts';
import { rateAt } from '../gradient/rate-at.ts';
import type { Learner, MadeNetwork, Moment } from '../learner.ts';

/** A variable of a population, by which its cells count. */
export interface Counted {
  readonly arrays: LearningArrays;
  readonly variable: string;
}

/** `gradient`: of the weights, targets x sources. */
export interface Product {
  readonly source: Counted;
  readonly target: Counted;
  readonly gradient: Region;
}

/** `gradient`: of the biases of the population. */
export interface Bias {
  readonly of: Counted;
  readonly gradient: Region;
}

/** A variable that the next step reads; `kept`: what it was when the last window was over. */
export interface Chain extends Counted {
  readonly kept: Region;
}

export interface DivergencePlan {
  readonly learner: DivergenceLearner;
  readonly descent: PlannedDescent;
  readonly products: readonly Product[];
  readonly biases: readonly Bias[];
  readonly chains: readonly Chain[];
  /** Scratch: what the cells of the widest population count, of all lanes, with signs. */
  readonly signed: Region;
  /** uint32: whether the chains have begun. */
  readonly begun: Region;
}

export class Divergence implements Learner {
  readonly targets = [];
  readonly loss = null;
  readonly #made: MadeNetwork;
  readonly #descent: Descent;
  readonly #steps: number;
  readonly #products: readonly Product[];
  readonly #biases: readonly Bias[];
  readonly #chains: readonly Chain[];
  /** Scratch of all lanes. */
  readonly #signed: Numbers;
  readonly #begun: Uint32Array;
  readonly #bytes: Uint8Array;
  readonly #multiply: MatrixProduct;
  readonly #add: (factor: number, x: number, y: number, count: number) => void;
  #rate: RateSchedule;
  #isTraining = false;

  constructor({ learner, descent, products, biases, chains, signed, begun }: DivergencePlan, made: MadeNetwork) {
    const { plan, machine } = made;
    const { kernels } = machine;
    const { buffer } = machine.memory;
    const isDouble = plan.precision === 'float64';
    this.#made = made;
    this.#rate = learner.optimiser.rate;
    this.#descent = new Descent(descent, made);
    this.#steps = learner.steps;
    this.#products = products;
    this.#biases = biases;
    this.#chains = chains;
    this.#signed = numbersAt(buffer, signed.address, signed.bytes / numberBytes(plan.precision), plan.precision);
    this.#begun = new Uint32Array(buffer, begun.address, 1);
    this.#bytes = new Uint8Array(buffer);
    this.#multiply = isDouble ? kernels.matrixProductTN64 : kernels.matrixProductTN32;
    this.#add = isDouble ? kernels.axpy64 : kernels.axpy32;
  }

  get updates(): number {
    return this.#descent.updates;
  }

  forward(time: number): void {
    if (!this.#isTraining || this.#chains.length === 0) return;
    if (time === 0 && this.#begun[0] === 1) for (const chain of this.#chains) this.#copy(chain.kept.address, chain, 0, 'in');
    if (time < this.#steps) return;
    for (const chain of this.#chains) this.#copy(chain.kept.address, chain, time, 'out');
    this.#begun[0] = 1;
  }

  learn(moment: Moment): void {
    this.compare();
    this.#descent.update(rateAt(this.#rate, moment));
  }

  /** The gradient of a window that is over: products of the last step less those of the first. */
  compare(): void {
    const examples = this.#made.machine.examples();
    this.#descent.clear();
    this.#count(0, -1 / examples, examples);
    const chains = this.#chains.length === 0 ? examples : this.#made.cells[0]!.arrays.lanes;
    this.#count(this.#steps, 1 / chains, chains);
  }

  gradient(name: string): Numbers | null {
    return this.#descent.gradient(name);
  }

  setRate(rate: RateSchedule): void {
    this.#rate = rate;
  }

  /** Chains begin at the examples that come. */
  startAgain(): void {
    this.#begun[0] = 0;
    this.#descent.startAgain();
  }

  setTraining(training: boolean): void {
    this.#isTraining = training;
    this.#descent.setTraining(training);
  }

  /** Adds `factor` times the products of a time, of the first lanes. */
  #count(time: number, factor: number, lanes: number): void {
    const pack = this.#made.pack.address;
    const signed = this.#signed.byteOffset;
    for (const { source, target, gradient } of this.#products) {
      const [from, to] = [source.arrays, target.arrays];
      this.#signed.fill(0);
      this.#add(factor, addressOf(target, time), signed, lanes * to.stride);
      const said = addressOf(source, time);
      this.#multiply(signed, said, gradient.address, to.size, lanes, from.size, to.stride, from.stride, from.size, pack);
    }
    for (const { of, gradient } of this.#biases) {
      const { size, slotBytes, lanes: all } = of.arrays;
      const first = addressOf(of, time);
      for (let lane = 0; lane < lanes; lane++) this.#add(factor, first + (lane * slotBytes) / all, gradient.address, size);
    }
  }

  #copy(kept: number, { arrays, variable }: Counted, time: number, way: 'in' | 'out'): void {
    const now = stateAt(arrays, variable, time + 1);
    const [to, from] = way === 'in' ? [now, kept] : [kept, now];
    this.#bytes.copyWithin(to, from, from + arrays.slotBytes);
  }
}

/** Of what was counted after the step of a time. */
function addressOf({ arrays, variable }: Counted, time: number): number {
  return stateAt(arrays, variable, time + 1);
}
