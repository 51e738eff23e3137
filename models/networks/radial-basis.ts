/**
 * Radial basis network: a hidden cell says how near the input is to its centre, by a Gaussian; the output is a weighted sum of those, plus
 * an offset. Broomhead & Lowe 1988, Complex Syst 2:321.
 */
import { allToAll, type Distribution, type Network, network } from '../../engine/index.ts';
import { identityUnit, inputUnit, radialUnit } from '../cells/index.ts';

export interface RadialBasisOptions {
  readonly inputs: number;
  /** Hidden cells. */
  readonly centres: number;
  readonly outputs: number;
  /** Where centres begin; default at 0. */
  readonly at?: number | Distribution<'1'>;
  /** Of all Gaussians at first; default 1. */
  readonly width?: number;
}

/** Populations x, h and y; the weights from x to h are the centres. */
export function radialBasis({ inputs, centres, outputs, at = 0, width = 1 }: RadialBasisOptions): Network {
  return network({ x: inputUnit.of(inputs), h: radialUnit.of(centres, { width }), y: identityUnit.of(outputs) }, [
    { from: 'x', to: 'h', port: 'distance', wiring: allToAll(), weight: at, map: 'distance' },
    { from: 'h', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
}
