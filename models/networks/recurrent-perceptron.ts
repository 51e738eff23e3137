/**
 * Recurrent multilayer perceptron: layers one after the other within a step, each of which, the output's too, also hears what it said itself one
 * step before. Puskorius & Feldkamp 1994, IEEE Trans Neural Netw 5:279; Haykin 2009, Neural Networks and Learning Machines, section 15.2.
 */
import { allToAll, type CellModel, type Network, network, steps } from '../../engine/index.ts';
import { identityUnit, inputUnit, tanhUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';

export interface RecurrentPerceptronOptions {
  /** Cells of the input, of each layer, and of the output. */
  readonly sizes: readonly number[];
  /** Cells with a port `input`. Default tanhUnit. */
  readonly hidden?: CellModel;
  /** Default identityUnit. */
  readonly output?: CellModel;
  /** Inputs that a linear filter beside the network hears, the newest first, to compare with; default 0: there is none. */
  readonly taps?: number;
}

/** Populations x, h1, h2, ... and y; with `taps` also line, the filter. */
export function recurrentPerceptron(options: RecurrentPerceptronOptions): Network {
  const { sizes, hidden = tanhUnit, output = identityUnit, taps = 0 } = options;
  const last = sizes.length - 1;
  const nameOf = (layer: number) => (layer === 0 ? 'x' : layer === last ? 'y' : `h${layer}`);
  const populations: Populations = {};
  const connections: Connection[] = [];
  sizes.forEach((size, layer) => {
    const to = nameOf(layer);
    populations[to] = (layer === 0 ? inputUnit : layer === last ? output : hidden).of(size);
    if (layer === 0) return;
    const before = sizes[layer - 1]!;
    // By all that a cell hears: so what it says of itself, in a linear cell too, cannot grow at first.
    const onto = { to, port: 'input', wiring: allToAll(), weight: glorot(before + size, size) };
    connections.push({ ...onto, from: nameOf(layer - 1) }, { ...onto, from: to, delay: steps(1) });
  });
  if (taps > 0) populations['line'] = output.of(sizes[last]!);
  for (let delay = 0; delay < taps; delay++)
    connections.push({ from: 'x', to: 'line', port: 'input', wiring: allToAll(), weight: 0, delay: steps(delay) });
  return network(populations, connections);
}
