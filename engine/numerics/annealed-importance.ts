/**
 * Annealed importance sampling: the sum over all states of a distribution that is known up to a factor, from chains that go there from one
 * whose sum is known, by little steps. Each chain's weight is the product of the ratios on its way; their mean is the ratio of the two sums.
 * Neal 2001, Stat Comput 11:125.
 */
import { NeurariumError } from '../errors.ts';
import { ownMath } from '../kernels/index.ts';

/** The way from the first distribution, at share 0, to the last, at share 1. */
export interface AnnealingPath<State> {
  /** Log of the sum over the states of the first. */
  readonly logFirst: number;
  /** A state drawn from the first, without error. Chains are counted from 0. */
  begin(chain: number): State;
  /** Log of the unnormalised probability of a state at `to`, less that at `from`. */
  logRatio(state: State, from: number, to: number): number;
  /** Changes a state in a way that leaves the distribution at `share` as it is. Steps are counted from 1. */
  move(state: State, share: number, chain: number, step: number): void;
}

export interface AnnealingOptions {
  readonly chains: number;
  /** Distributions after the first. */
  readonly temperatures: number;
}

export interface AnnealedEstimate {
  /** Log of the sum over the states of the last distribution. */
  readonly logPartition: number;
  /** Standard error of it, from how far the weights of the chains differ. */
  readonly error: number;
}

/** @throws NeurariumError 'usage' for counts below 2 chains or 1 temperature */
export function annealedImportance<State>(
  path: AnnealingPath<State>,
  { chains, temperatures }: AnnealingOptions,
): AnnealedEstimate {
  checkCount(chains, 'chains', 2);
  checkCount(temperatures, 'temperatures', 1);
  const logWeights = Float64Array.from({ length: chains }, (_, chain) => logWeightOf(path, chain, temperatures));
  const largest = logWeights.reduce((most, one) => Math.max(most, one), Number.NEGATIVE_INFINITY);
  const weights = logWeights.map((one) => ownMath.exp(one - largest));
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / chains;
  const squares = weights.reduce((sum, weight) => sum + (weight - mean) * (weight - mean), 0);
  return {
    logPartition: path.logFirst + largest + ownMath.log(mean),
    error: Math.sqrt(squares / (chains * (chains - 1))) / mean,
  };
}

function logWeightOf<State>(path: AnnealingPath<State>, chain: number, temperatures: number): number {
  const state = path.begin(chain);
  let sum = 0;
  for (let step = 1; step <= temperatures; step++) {
    const [from, to] = [(step - 1) / temperatures, step / temperatures];
    sum += path.logRatio(state, from, to);
    if (step < temperatures) path.move(state, to, chain, step);
  }
  return sum;
}

function checkCount(count: number, what: string, least: number): void {
  if (Number.isSafeInteger(count) && count >= least) return;
  const message = `${what} of annealed importance sampling: ${count}, expected a whole number of at least ${least}`;
  throw new NeurariumError({ code: 'usage', message });
}
