/** Elman's network: a layer that hears, beside the inputs, what it said itself one step before. Elman 1990, Cogn Sci 14:179. */
import { allToAll, type Network, network, steps } from '../../engine/index.ts';
import { inputUnit, tanhUnit } from '../cells/index.ts';
import type { Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';
import type { RecurrentOptions } from './recurrent-options.ts';

/** Populations x, h and y. */
export function elman({ inputs, cells, outputs, output, weight = glorot }: RecurrentOptions): Network {
  const wiring = allToAll();
  const populations: Populations = { x: inputUnit.of(inputs), h: tanhUnit.of(cells), y: output.of(outputs) };
  return network(populations, [
    { from: 'x', to: 'h', port: 'input', wiring, weight: weight(inputs, cells) },
    { from: 'h', to: 'h', port: 'feedback', wiring, weight: weight(cells, cells), delay: steps(1) },
    { from: 'h', to: 'y', port: 'input', wiring, weight: weight(cells, outputs) },
  ]);
}
