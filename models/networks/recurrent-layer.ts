/** One layer that hears the inputs, and what it said itself one step before: what Elman's network, LSTM and GRU have in common. */
import { allToAll, type CellModel, type Distribution, type Network, network, steps } from '../../engine/index.ts';
import { inputUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';

export interface RecurrentOptions {
  readonly inputs: number;
  /** Recurrent cells. */
  readonly cells: number;
  readonly outputs: number;
  /** Cells with a port `input` and a bias. */
  readonly output: CellModel;
  /** First weights onto a population, by the cells that its layer has and those it listens to; default Glorot's. */
  readonly weight?: (fanIn: number, fanOut: number) => Distribution;
}

/** Ports of the layer's cells: at which they hear the inputs, and at which they hear each other. */
export interface RecurrentPorts {
  readonly heard: readonly string[];
  readonly said: readonly string[];
}

/** Populations x, h and y. */
export function recurrentLayer(options: RecurrentOptions, cell: CellModel, { heard, said }: RecurrentPorts): Network {
  const { inputs, cells, outputs, output, weight = glorot } = options;
  const wiring = allToAll();
  const populations: Populations = { x: inputUnit.of(inputs), h: cell.of(cells), y: output.of(outputs) };
  const hears = (port: string): Connection => ({ from: 'x', to: 'h', port, wiring, weight: weight(inputs, cells) });
  const recurs = (port: string): Connection => ({
    from: 'h',
    to: 'h',
    port,
    wiring,
    weight: weight(cells, cells),
    delay: steps(1),
  });
  const answers: Connection = { from: 'h', to: 'y', port: 'input', wiring, weight: weight(cells, outputs) };
  return network(populations, [...heard.map(hears), ...said.map(recurs), answers]);
}
