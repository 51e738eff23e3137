/** Automata drawn at random, as nets side by side, and what they say against stepping through their tables. */
import { type Automaton, automatonNet, sideBySide, statesOf } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';
import { answersOf } from './run-net.ts';

/** Up to `states` states, four symbols; any table. */
export function drawnAutomaton(draw: () => number, states: number): Automaton {
  const size = 1 + Math.floor(states * draw());
  const some = Array.from({ length: size }, (_, k) => k);
  return {
    states: some.map((k) => `q${k}`),
    symbols: ['a', 'b', 'c', 'd'],
    start: Math.floor(size * draw()),
    accepts: some.map(() => draw() < 0.5),
    next: some.map(() => Array.from({ length: 4 }, () => Math.floor(size * draw()))),
  };
}

/** Steps in which any output of the nets of `count` automata, each reading a word of its own, is not what its automaton says. */
export function wrongSteps(count: number, length: number, seed: number): number {
  const draw = numbers(seed);
  const automata = Array.from({ length: count }, () => drawnAutomaton(draw, 16));
  const words = automata.map(() => Uint8Array.from({ length }, () => Math.floor(4 * draw())));
  const begin = Uint8Array.from({ length }, (_, step) => (step === 0 ? 1 : 0));
  const inputs = words.flatMap((word) => [begin, ...[0, 1, 2, 3].map((symbol) => word.map((one) => (one === symbol ? 1 : 0)))]);
  const answers = answersOf(sideBySide(automata.map(automatonNet)), inputs);
  let [wrong, first] = [0, 0];
  automata.forEach((automaton, k) => {
    const states = statesOf(automaton, words[k]!);
    const size = automaton.states.length;
    for (let step = 0; step < length; step++) {
      const expected = (output: number) => (output === size ? automaton.accepts[states[step]!]! : output === states[step]!);
      for (let output = 0; output <= size; output++) if ((answers[first + output]![step] === 1) !== expected(output)) wrong++;
    }
    first += size + 1;
  });
  return wrong;
}
