/**
 * Perceptron: inputs onto threshold cells, 1 where the weighted sum and the bias are above 0, else 0. All begin at 0. A threshold's derivative
 * taken as 1, the gradient of the squared error is the rule of Rosenblatt: w += rate (label - y) x.
 * Rosenblatt 1958, Psychol Rev 65:386.
 */
import { allToAll, type Network, network } from '../../engine/index.ts';
import { inputUnit, thresholdUnit } from '../cells/index.ts';

export interface PerceptronOptions {
  readonly inputs: number;
  /** Default 1. */
  readonly outputs?: number;
}

/** Populations x and y. */
export function perceptron({ inputs, outputs = 1 }: PerceptronOptions): Network {
  return network({ x: inputUnit.of(inputs), y: thresholdUnit.of(outputs, { tie: 0 }) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
}
