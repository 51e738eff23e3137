/** Contrastive divergence, as plain data. */
import { NeurariumError } from '../errors.ts';
import type { Optimiser } from './optimisers.ts';

/**
 * For networks whose energy is - sum of weight x source x target - sum of bias x cell: a window is one step in which the world holds the
 * visible cells (`steps: 1` and `gates` of `encode` say so), then `steps` in which the network is left to itself. A weight goes up by source
 * times target after the first step and down by those after the last, a bias by its cell; over the examples of a batch on average.
 */
export interface DivergenceLearner {
  readonly kind: 'contrastive-divergence';
  /** Names of projections and 'population.bias'; '*' stands for all. */
  readonly trains: readonly string[];
  readonly steps: number;
  /** Whether the network, left to itself, goes on from where it was after the last batch, and not from the examples. */
  readonly persistent: boolean;
  /** Variables that stand for what cells drew, such as 'h.p', their probabilities: the same mean with less noise. */
  readonly expected: readonly string[];
  readonly optimiser: Optimiser;
  /** Of half the squared weights of projections. */
  readonly penalty: number;
}

export interface DivergenceDefinition {
  /** k of CD-k. */
  readonly steps: number;
  readonly optimiser: Optimiser;
  /** Default ['*']. */
  readonly trains?: readonly string[];
  /** Default false. */
  readonly persistent?: boolean;
  /** Default []. */
  readonly expected?: readonly string[];
  /** Default 0. */
  readonly penalty?: number;
}

/**
 * Contrastive divergence (Hinton 2002, Neural Comput 14:1771); `persistent`: stochastic maximum likelihood, whose chains go on from batch to
 * batch (Tieleman 2008, ICML).
 */
export function contrastiveDivergence(definition: DivergenceDefinition): DivergenceLearner {
  const { steps, optimiser, trains = ['*'], persistent = false, expected = [], penalty = 0 } = definition;
  if (!Number.isSafeInteger(steps) || steps < 1) fail(`steps is ${steps}, expected a whole number of at least 1`);
  if (!(penalty >= 0 && Number.isFinite(penalty))) fail(`penalty is ${penalty}, expected 0 or more`);
  for (const name of expected) if (!/^\w+\.\w+$/.test(name)) fail(`expected '${name}', which is no 'population.variable'`);
  return { kind: 'contrastive-divergence', trains, steps, persistent, expected, optimiser, penalty };
}

function fail(message: string): never {
  throw new NeurariumError({ code: 'description', message: `contrastiveDivergence(): ${message}` });
}
