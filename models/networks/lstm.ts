/**
 * Long short-term memory: a layer of memory cells whose gates hear the inputs and what the layer said one step before.
 * Hochreiter & Schmidhuber 1997, Neural Comput 9:1735; Gers, Schmidhuber & Cummins 2000, Neural Comput 12:2451.
 */
import type { Network } from '../../engine/index.ts';
import { lstmCell } from '../cells/index.ts';
import { type RecurrentOptions, recurrentLayer } from './recurrent-layer.ts';

const gates = ['inputGate', 'forgetGate', 'outputGate', 'candidate'];

/** Populations x, h and y. */
export function lstm(options: RecurrentOptions): Network {
  return recurrentLayer(options, lstmCell, { heard: gates, said: gates });
}
