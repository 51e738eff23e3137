/**
 * Restricted Boltzmann machine: visible and hidden cells of 0 and 1, each of one kind connected with all of the other by one weight for both
 * directions; energy - v' W h - b' v - c' h. In each step all visible cells move at once, then all hidden ones: block Gibbs sampling.
 * Smolensky 1986, in Parallel Distributed Processing 1, chapter 6 (harmonium); Hinton 2002, Neural Comput 14:1771.
 */
import { allToAll, type Distribution, type Network, network, normal, steps, weightsOf } from '../../engine/index.ts';
import { backfedStochasticUnit, bernoulliUnit } from '../cells/index.ts';
import type { Populations } from './connections.ts';
import { type ReaderOptions, reader } from './reader.ts';

export interface RestrictedBoltzmannOptions {
  readonly visible: number;
  readonly hidden: number;
  /** First weights; default normal(0, 0.01). */
  readonly weight?: Distribution<'1'>;
  /** Names classes of what the visible cells say. */
  readonly reader?: ReaderOptions;
}

/** Populations v and h, and, with a reader, reading and y. The world holds v by its port `clamp`. */
export function restrictedBoltzmann({
  visible,
  hidden,
  weight = normal(0, 0.01),
  reader: asked,
}: RestrictedBoltzmannOptions): Network {
  const wiring = allToAll();
  const populations: Populations = { v: backfedStochasticUnit.of(visible), h: bernoulliUnit.of(hidden) };
  const reading = asked === undefined ? { populations: {}, connections: [] } : reader('v', visible, asked);
  const back = weightsOf('v->h:input#0', { transposed: true });
  return network({ ...populations, ...reading.populations }, [
    { from: 'v', to: 'h', port: 'input', wiring, weight },
    { from: 'h', to: 'v', port: 'input', wiring, weight: back, delay: steps(1) },
    ...reading.connections,
  ]);
}
