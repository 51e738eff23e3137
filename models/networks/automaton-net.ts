/**
 * Any finite automaton, as a net of threshold units with circles: a unit for each state and symbol, which fires if the automaton read the symbol
 * in the state. It needs two inputs: the symbol, and one of the units that lead to the state, of which one alone fires at a time. Kleene 1956,
 * Automata Studies, Princeton, 3; Minsky 1967, Computation, Prentice-Hall, chapter 3.
 */
import type { Automaton } from '../logic/index.ts';
import type { ThresholdNet, ThresholdUnit } from './threshold-net.ts';

/**
 * Inputs: `start`, active once, in the step of the first symbol, and the symbols, of which one is active in each step. Outputs: a unit for each
 * state, active two steps after the symbol that led to it, and then `accepted`.
 */
export function automatonNet({ states, symbols, start, accepts, next }: Automaton): ThresholdNet {
  const read = (state: number, symbol: number): string => `${states[state]}, ${symbols[symbol]} read`;
  const pairs = states.flatMap((_, state) => symbols.map((_, symbol) => ({ state, symbol })));
  /** Those by which it comes to a state. */
  const into = states.map((_, state) =>
    pairs.filter((pair) => next[pair.state]![pair.symbol] === state).map((pair) => read(pair.state, pair.symbol)),
  );
  const reading = pairs.map(
    ({ state, symbol }): ThresholdUnit => ({
      name: read(state, symbol),
      threshold: 2,
      excitatory: [symbols[symbol]!, ...(state === start ? ['start'] : []), ...into[state]!],
      inhibitory: [],
    }),
  );
  const outputs = [
    ...states.map((name, state) => ({ name: `in ${name}`, of: [state] })),
    { name: 'accepted', of: states.flatMap((_, state) => (accepts[state] ? [state] : [])) },
  ].map(
    ({ name, of }): ThresholdUnit => ({
      name,
      threshold: 1,
      excitatory: of.flatMap((state) => into[state]!),
      inhibitory: [],
    }),
  );
  return {
    inputs: ['start', ...symbols],
    units: [...reading, ...outputs],
    outputs: outputs.map(({ name }) => name),
    lag: 2,
    inhibition: 'absolute',
  };
}
