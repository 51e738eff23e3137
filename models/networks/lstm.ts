/**
 * Long short-term memory: a layer of memory cells whose gates hear the inputs and what the layer said one step before.
 * Hochreiter & Schmidhuber 1997, Neural Comput 9:1735; Gers, Schmidhuber & Cummins 2000, Neural Comput 12:2451.
 */
import { allToAll, type Network, network, steps } from '../../engine/index.ts';
import { inputUnit, lstmCell } from '../cells/index.ts';
import type { Connection, Populations } from './connections.ts';
import { glorot } from './initial-weights.ts';
import type { RecurrentOptions } from './recurrent-options.ts';

const gates = ['inputGate', 'forgetGate', 'outputGate', 'candidate'] as const;

/** Populations x, h and y. */
export function lstm({ inputs, cells, outputs, output, weight = glorot }: RecurrentOptions): Network {
  const wiring = allToAll();
  const populations: Populations = { x: inputUnit.of(inputs), h: lstmCell.of(cells), y: output.of(outputs) };
  return network(populations, [
    ...gates.map((port): Connection => ({ from: 'x', to: 'h', port, wiring, weight: weight(inputs, cells) })),
    ...gates.map(
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
