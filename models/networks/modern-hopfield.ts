/**
 * Modern Hopfield network: continuous states, and memory cells that share out how like the state each stored pattern is. One update,
 * y = X softmax(beta X' u), is attention with u as the query and the patterns as keys and values. Ramsauer et al. 2021, ICLR, arXiv:2008.02217.
 */
import { allToAll, type Network, network, oneToOne, steps, weightsOf } from '../../engine/index.ts';
import { backfedLinearUnit, identityUnit, softmaxUnit } from '../cells/index.ts';

export interface ModernHopfieldOptions {
  /** Numbers of a pattern. */
  readonly cells: number;
  /** How many there are. */
  readonly patterns: number;
  /** One after the other, `cells` numbers each; default 0, to be taken by `centres` of 'u->m:input#0'. */
  readonly values?: ArrayLike<number>;
  /** Inverse temperature: how little of the less like patterns is recalled. */
  readonly beta: number;
}

/** Populations u (what the world says while it clamps, else what y said a step before), m (a cell for each pattern) and y (next state). */
export function modernHopfield({ cells, patterns, values, beta }: ModernHopfieldOptions): Network {
  const wiring = allToAll();
  const [u, m] = [backfedLinearUnit.of(cells), softmaxUnit.of(patterns, { gain: beta })];
  // Weights are listed by the cell that they come from.
  const bySource = (_: unknown, k: number) => values![(k % patterns) * cells + Math.floor(k / patterns)]!;
  const weight = values === undefined ? 0 : Float64Array.from({ length: cells * patterns }, bySource);
  return network({ u, m, y: identityUnit.of(cells) }, [
    { from: 'u', to: 'm', port: 'input', wiring, weight },
    { from: 'm', to: 'y', port: 'input', wiring, weight: weightsOf('u->m:input#0', { transposed: true }) },
    { from: 'y', to: 'u', port: 'input', wiring: oneToOne(), weight: 1, delay: steps(1) },
  ]);
}
