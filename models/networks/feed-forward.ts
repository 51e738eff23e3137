/**
 * Feed-forward network: layers of cells, each fully connected to the next, none within a layer, none back.
 * Rosenblatt 1958, Psychol Rev 65:386; trained by back-propagation, Rumelhart, Hinton & Williams 1986, Nature 323:533.
 */
import { allToAll, type CellModel, type Distribution, type Network, network, oneToOne } from '../../engine/index.ts';
import { dropoutUnit, inputUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';

export interface FeedForwardOptions {
  /** Cells of the input, of each hidden layer, and of the output. */
  readonly sizes: readonly number[];
  /** Cells with a port `input` and a bias. */
  readonly hidden: CellModel;
  readonly output: CellModel;
  /** First weights of a layer with so many inputs and outputs to each cell; default Glorot's. */
  readonly weight?: (fanIn: number, fanOut: number) => Distribution;
  /** Share of the inputs, and of each hidden layer, that is left out while the network learns; default none. */
  readonly dropout?: { readonly input: number; readonly hidden: number };
}

/** Populations x, h1, h2, ... and y; with dropout also what is let through of a layer: `x_kept`, `h1_kept`, ... */
export function feedForward({ sizes, hidden, output, weight = glorot, dropout }: FeedForwardOptions): Network {
  const last = sizes.length - 1;
  const nameOf = (layer: number) => (layer === 0 ? 'x' : layer === last ? 'y' : `h${layer}`);
  const populations: Populations = {};
  const kept: Populations = {};
  const projections: Connection[] = [];
  sizes.forEach((size, layer) => {
    const name = nameOf(layer);
    populations[name] = (layer === 0 ? inputUnit : layer === last ? output : hidden).of(size);
    if (layer > 0) {
      const from = sizes[layer - 1]!;
      const source = dropout === undefined ? nameOf(layer - 1) : `${nameOf(layer - 1)}_kept`;
      projections.push({ from: source, to: name, port: 'input', wiring: allToAll(), weight: weight(from, size) });
    }
    if (dropout === undefined || layer === last) return;
    const keep = 1 - (layer === 0 ? dropout.input : dropout.hidden);
    kept[`${name}_kept`] = dropoutUnit.of(size, { keep });
    projections.push({ from: name, to: `${name}_kept`, port: 'input', wiring: oneToOne(), weight: 1, trainable: false });
  });
  return network({ ...populations, ...kept }, projections);
}
