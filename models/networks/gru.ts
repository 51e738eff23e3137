/**
 * Gated recurrent unit: a layer of cells that keep what they said, or say something new. Cho et al. 2014, arXiv:1406.1078; Chung et al. 2014,
 * arXiv:1412.3555.
 */
import { allToAll, type Network, network, steps } from '../../engine/index.ts';
import { gruCell, inputUnit } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';
import type { RecurrentOptions } from './recurrent-options.ts';

const heard = ['reset', 'update', 'candidate'] as const;
const said = ['reset', 'update', 'recurrent'] as const;

/** Populations x, h and y. */
export function gru({ inputs, cells, outputs, output, weight = glorot }: RecurrentOptions): Network {
  const wiring = allToAll();
  const populations: Populations = { x: inputUnit.of(inputs), h: gruCell.of(cells), y: output.of(outputs) };
  return network(populations, [
    ...heard.map((port): Connection => ({ from: 'x', to: 'h', port, wiring, weight: weight(inputs, cells) })),
    ...said.map(
      (port): Connection => ({
        from: 'h' as const,
        to: 'h' as const,
        port,
        wiring,
        weight: weight(cells, cells),
        delay: steps(1),
      }),
    ),
    { from: 'h', to: 'y', port: 'input', wiring, weight: weight(cells, outputs) },
  ]);
}
