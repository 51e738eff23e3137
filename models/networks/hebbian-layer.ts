/** Linear cells that learn without a teacher, by a local rule of the weights that come to them: Oja 1982, Sanger 1989. */
import { allToAll, type Network, network, uniform } from '../../engine/index.ts';
import { identityUnit, inputUnit } from '../cells/index.ts';

export interface HebbianLayerOptions {
  readonly inputs: number;
  readonly cells: number;
}

/** Populations x and y. */
export function hebbianLayer({ inputs, cells }: HebbianLayerOptions): Network {
  return network({ x: inputUnit.of(inputs), y: identityUnit.of(cells) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: uniform(-0.3, 0.3) },
  ]);
}
