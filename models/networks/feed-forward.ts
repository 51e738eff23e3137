/**
 * Feed-forward network: layers of cells, each fully connected to the next, none within a layer, none back.
 * Rosenblatt 1958, Psychol Rev 65:386; trained by back-propagation, Rumelhart, Hinton & Williams 1986, Nature 323:533.
 */
import {
  allToAll,
  type CellModel,
  type Distribution,
  type Network,
  network,
  type Population,
  type Projection,
} from '../../engine/index.ts';
import { inputUnit } from '../cells/index.ts';
import { glorot } from './initial-weights.ts';

export interface FeedForwardOptions {
  /** Cells of the input, of each hidden layer, and of the output. */
  readonly sizes: readonly number[];
  /** Cells with a port `input` and a bias. */
  readonly hidden: CellModel;
  readonly output: CellModel;
  /** First weights of a layer with so many inputs and outputs to each cell; default Glorot's. */
  readonly weight?: (fanIn: number, fanOut: number) => Distribution;
}

/** Populations x, h1, h2, ... and y. */
export function feedForward({ sizes, hidden, output, weight = glorot }: FeedForwardOptions): Network {
  const last = sizes.length - 1;
  const nameOf = (layer: number) => (layer === 0 ? 'x' : layer === last ? 'y' : `h${layer}`);
  const populations: Record<string, Population> = {};
  const projections: Projection<Record<string, Population>>[] = [];
  sizes.forEach((size, layer) => {
    populations[nameOf(layer)] = (layer === 0 ? inputUnit : layer === last ? output : hidden).of(size);
    if (layer === 0) return;
    const from = sizes[layer - 1]!;
    projections.push({
      from: nameOf(layer - 1),
      to: nameOf(layer),
      port: 'input',
      wiring: allToAll(),
      weight: weight(from, size),
    });
  });
  return network(populations, projections);
}
