/** A batch network with one learner by gradients, for those who give the examples themselves. */
import type { Numbers } from '../../compile/plan.ts';
import type { Network } from '../../network.ts';
import type { GradientLearner } from '../../training/index.ts';
import { BatchNetwork, known } from '../batch-network.ts';
import type { BatchOptions } from '../batch-options.ts';
import type { LaneNumbers } from '../learner.ts';
import type { Backpropagation } from './backpropagation.ts';

export interface GradientOptions extends Omit<BatchOptions, 'learners'> {
  readonly learner: GradientLearner;
}

export class GradientTrainer extends BatchNetwork {
  readonly #learner: Backpropagation;

  /** @throws NeurariumError 'description' or 'equation' for what cannot be trained by gradients */
  constructor(network: Network, { learner, ...options }: GradientOptions) {
    super(network, { ...options, learners: { gradient: learner } });
    this.#learner = this.learners['gradient'] as Backpropagation;
  }

  /** The mean loss of an example of the batch so far: the sum over times and cells. */
  override get loss(): number {
    return this.#learner.loss;
  }

  /** Gradients of the loss of a window that is over. */
  backward(): void {
    this.#learner.backward();
  }

  /** One step of the optimiser by the gradients of `backward`. @throws NeurariumError 'not-finite' where a number became so */
  update(rate: number): void {
    this.#learner.update(rate);
  }

  /** The derivatives of the loss by something trained, of the last `backward`. @throws NeurariumError for unknown names */
  override gradient(name: string): Numbers {
    return known(this.#learner.gradient(name) ?? undefined, name, this.trained.names, 'name of what is trained');
  }

  /** The derivatives of the loss by what went into a port in each step, of the last `backward`. Null for unknown names. */
  delta(population: string, port: string): LaneNumbers | null {
    return this.#learner.delta(population, port);
  }

  /** A whole window, begun anew; `fill` writes the inputs and targets of all times. Returns the mean loss. */
  evaluate(fill: () => void, count = this.batch): number {
    this.run(fill, count);
    return this.loss;
  }

  /** Evaluates, goes back, updates; returns the loss before the update. */
  train(fill: () => void, rate: number): number {
    const loss = this.evaluate(fill);
    this.backward();
    this.update(rate);
    return loss;
  }
}
