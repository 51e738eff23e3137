/**
 * Gated recurrent unit: a layer of cells that keep what they said, or say something new. Cho et al. 2014, arXiv:1406.1078; Chung et al. 2014,
 * arXiv:1412.3555.
 */
import type { Network } from '../../engine/index.ts';
import { gruCell } from '../cells/index.ts';
import { type RecurrentOptions, recurrentLayer } from './recurrent-layer.ts';

/** Populations x, h and y. */
export function gru(options: RecurrentOptions): Network {
  return recurrentLayer(options, gruCell, { heard: ['reset', 'update', 'candidate'], said: ['reset', 'update', 'recurrent'] });
}
