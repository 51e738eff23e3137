/**
 * Extreme learning machine: one hidden layer of fixed random weights, and outputs that are fitted to it in closed form. Huang, Zhu & Siew 2006,
 * Neurocomputing 70:489; before it, with normal numbers: Schmidt, Kraaijveld & Duin 1992, ICPR 11:1.
 */
import { allToAll, type Distribution, type Network, network, type Population } from '../../engine/index.ts';
import { identityUnit, inputUnit } from '../cells/index.ts';
import type { Populations } from './connections.ts';

export interface ExtremeLearningOptions {
  readonly inputs: number;
  /** The hidden cells, with a port `input`; their biases may be drawn. */
  readonly hidden: Population;
  readonly outputs: number;
  readonly weight: Distribution<'1'>;
}

/** Names of what a readout trains. */
export const extremeLearningReadout: readonly string[] = ['h->y:input#0', 'y.bias'];

/** Populations x, h and y. */
export function extremeLearning({ inputs, hidden, outputs, weight }: ExtremeLearningOptions): Network {
  const wiring = allToAll();
  const populations: Populations = { x: inputUnit.of(inputs), h: hidden, y: identityUnit.of(outputs) };
  return network(populations, [
    { from: 'x', to: 'h', port: 'input', wiring, weight },
    { from: 'h', to: 'y', port: 'input', wiring, weight: 0 },
  ]);
}
