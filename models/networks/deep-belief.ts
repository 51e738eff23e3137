/**
 * Deep belief network: restricted Boltzmann machines on top of each other, each of which models what the hidden cells of the one below say;
 * above them, outputs. The visible cells of a machine that is not the lowest are held at the probabilities of the hidden cells below.
 * Hinton, Osindero & Teh 2006, Neural Comput 18:1527; Bengio et al. 2007, NIPS 19:153.
 */
import {
  allToAll,
  type CellModel,
  type Distribution,
  type Network,
  network,
  normal,
  oneToOne,
  steps,
  weightsOf,
} from '../../engine/index.ts';
import { backfedStochasticUnit, bernoulliUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';

export interface DeepBeliefOptions {
  readonly visible: number;
  /** Of each layer. */
  readonly hidden: readonly number[];
  readonly outputs: number;
  /** Cells with a port `input`. */
  readonly output: CellModel;
  /** First weights of a layer with so many inputs and outputs to each cell; default normal(0, 0.01). */
  readonly weight?: (fanIn: number, fanOut: number) => Distribution;
}

/**
 * Populations v1 and h1, v2 and h2, ..., and y. The world holds v1 by its port `clamp`; v2 and those above are held by theirs, too, at what
 * the machine below says. What goes up are probabilities: without clamps it is a machine on each level, with them a feed-forward network.
 */
export function deepBelief({ visible, hidden, outputs, output, weight = () => normal(0, 0.01) }: DeepBeliefOptions): Network {
  const wiring = allToAll();
  const populations: Populations = {};
  const connections: Connection[] = [];
  hidden.forEach((size, k) => {
    const below = k === 0 ? visible : hidden[k - 1]!;
    const [v, h] = [`v${k + 1}`, `h${k + 1}`];
    populations[v] = backfedStochasticUnit.of(below);
    populations[h] = bernoulliUnit.of(size);
    if (k > 0) connections.push({ from: `h${k}.p`, to: v, port: 'world', wiring: oneToOne(), weight: 1, trainable: false });
    connections.push(
      { from: v, to: h, port: 'input', wiring, weight: weight(below, size) },
      { from: h, to: v, port: 'input', wiring, weight: weightsOf(`${v}->${h}:input#0`, { transposed: true }), delay: steps(1) },
    );
  });
  const top = hidden.length;
  populations['y'] = output.of(outputs);
  connections.push({ from: `h${top}.p`, to: 'y', port: 'input', wiring, weight: glorot(hidden[top - 1]!, outputs) });
  return network(populations, connections);
}
