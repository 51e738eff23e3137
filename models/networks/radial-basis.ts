/**
 * Radial basis network: cells that answer the more, the nearer the input lies to their centre, and linear cells that add them up.
 * Broomhead & Lowe 1988, Complex Syst 2:321.
 */
import { allToAll, type Network, network } from '../../engine/index.ts';
import { identityUnit, inputUnit, radialUnit } from '../cells/index.ts';

export interface RadialBasisOptions {
  readonly inputs: number;
  /** Cells of the hidden layer, each with its centre. */
  readonly centres: number;
  readonly outputs: number;
  /** Standard deviation of each bump before it is learnt. Default 1. */
  readonly width?: number;
}

/** Populations x, h and y. The weights of x->h:distance#0 are the centres; all are 0 before they are learnt. */
export function radialBasis({ inputs, centres, outputs, width = 1 }: RadialBasisOptions): Network {
  const wiring = allToAll();
  return network({ x: inputUnit.of(inputs), h: radialUnit.of(centres, { width }), y: identityUnit.of(outputs) }, [
    { from: 'x', to: 'h', port: 'distance', wiring, weight: 0, map: 'distance' },
    { from: 'h', to: 'y', port: 'input', wiring, weight: 0 },
  ]);
}
