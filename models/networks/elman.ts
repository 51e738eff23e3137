/** Elman's network: a layer that hears, beside the inputs, what it said itself one step before. Elman 1990, Cogn Sci 14:179. */
import type { Network } from '../../engine/index.ts';
import { tanhUnit } from '../cells/index.ts';
import { type RecurrentOptions, recurrentLayer } from './recurrent-layer.ts';

/** Populations x, h and y. */
export function elman(options: RecurrentOptions): Network {
  return recurrentLayer(options, tanhUnit, { heard: ['input'], said: ['feedback'] });
}
