/**
 * Modern Hopfield network: continuous states, and memory cells that share out how like the state each stored pattern is. One update,
 * y = X softmax(beta X' u), is attention with u as the query and the patterns as keys and values. Ramsauer et al. 2021, ICLR, arXiv:2008.02217.
 */
import { allToAll, type Network, network, oneToOne, steps, weightsOf } from '../../engine/index.ts';
import { backfedInputUnit, identityUnit, softmaxUnit } from '../cells/index.ts';

export interface ModernHopfieldOptions {
  /** Numbers of a pattern. */
  readonly cells: number;
  /** One after the other, `cells` numbers each. */
  readonly patterns: ArrayLike<number>;
  /** Inverse temperature. */
  readonly beta: number;
}

/** Populations u (state: the world's, or what y said a step before where `free`), m (a cell for each pattern) and y (next state). */
export function modernHopfield({ cells, patterns, beta }: ModernHopfieldOptions): Network {
  const wiring = allToAll();
  const count = patterns.length / cells;
  const [u, m] = [backfedInputUnit.of(cells), softmaxUnit.of(count, { gain: beta })];
  // Weights are listed by the cell that they come from.
  const weights = Float64Array.from(patterns, (_, k) => patterns[(k % count) * cells + Math.floor(k / count)]!);
  return network({ u, m, y: identityUnit.of(cells) }, [
    { from: 'u', to: 'm', port: 'input', wiring, weight: weights },
    { from: 'm', to: 'y', port: 'input', wiring, weight: weightsOf('u->m:input#0', { transposed: true }) },
    { from: 'y', to: 'u', port: 'feedback', wiring: oneToOne(), weight: 1, delay: steps(1) },
  ]);
}
