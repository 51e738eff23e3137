/**
 * Markov chain: of a layer of cells one is active, and draws which is next by the weights that leave it, the logarithms of probabilities. Markov
 * 1906, Izv Fiz-Matem Obsch Kazan Univ 15:135. Beside it cells count what happens: how often each state is visited, and where each leads.
 */
import { allToAll, checkTransitions, type Network, network, oneToOne, ownMath, pairs, steps } from '../../engine/index.ts';
import { categoricalUnit, meanUnit } from '../cells/index.ts';

/** In place of the logarithm of 0: drawn never, since its exponential is 0. */
const never = -1e4;

/**
 * `transitions`: n x n, row i the probabilities of going from state i. Populations `state`; `visits`: the share of the steps so far spent in each;
 * `moves`: cell i n + j, the share of the steps from state i that led to j, with `prior` steps to each as if they had been seen (Laplace).
 * The first state is drawn from all alike.
 */
export function markovChain(transitions: Float64Array, { prior = 0 } = {}): Network {
  const n = Math.round(Math.sqrt(transitions.length));
  checkTransitions(transitions, n);
  const each = Array.from(transitions, (_, k) => k);
  const from = each.map((k) => Math.floor(k / n));
  const to = each.map((k) => k % n);
  return network(
    {
      state: categoricalUnit.of(n),
      visits: meanUnit.of(n),
      moves: meanUnit.of(n * n, { always: 0, prior: prior * n, average: prior > 0 ? 1 / n : 0 }),
    },
    [
      // In the order of all-to-all wiring: by source, then target.
      {
        from: 'state',
        to: 'state',
        port: 'input',
        wiring: allToAll(),
        weight: Array.from(transitions, (share) => (share > 0 ? ownMath.log(share) : never)),
        delay: steps(1),
      },
      { from: 'state', to: 'visits', port: 'input', wiring: oneToOne(), weight: 1 },
      { from: 'state', to: 'moves', port: 'when', wiring: pairs(from, each), weight: 1, delay: steps(1) },
      { from: 'state', to: 'moves', port: 'input', wiring: pairs(to, each), weight: 1 },
    ],
  );
}
