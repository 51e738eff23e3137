import { describe, expect, it } from 'vitest';
import { parseAutomaton, statesOf } from '../../../models/index.ts';

const odd = 'start: even\naccept: odd\neven: 0 -> even, 1 -> odd\nodd: 0 -> odd, 1 -> even';

describe('parseAutomaton', () => {
  it('reads states, symbols and what is accepted, and steps through a word', () => {
    const automaton = parseAutomaton(odd);
    expect(automaton).toEqual({
      states: ['even', 'odd'],
      symbols: ['0', '1'],
      start: 0,
      accepts: [false, true],
      next: [
        [0, 1],
        [1, 0],
      ],
    });
    expect(statesOf(automaton, [1, 0, 1, 1])).toEqual([1, 1, 0, 1]);
    expect(() => statesOf(automaton, [2])).toThrow('symbol 2 of a word, expected a number from 0 to 1');
  });

  it.each([
    ['a: 0 -> a', 'no start', 'line 1, column 1'],
    ['start: a; a: 0 -> b', "'b' is no state", 'line 1, column 19'],
    ['start: c; a: 0 -> a', "'c' is no state", 'line 1, column 8'],
    ['start: a\na: 0 -> a, 1 -> a\nb: 0 -> a', "state 'b' does not say where '1' leads", 'line 3, column 1'],
    ['start: a\na: 0 -> a, 0 -> a', "'0' leads from 'a' twice", 'line 2, column 12'],
    ['start: a\na: 0 -> a\na: 0 -> a', "state 'a' is written twice", 'line 3, column 1'],
    ['begin: a\na: 0 -> a', 'no start', 'line 1, column 1'],
    ['start: a\na: 0 -> a\nfinal: a', "'final:' without an arrow", 'line 3, column 1'],
    ['start: a; a: 0 > a', "expected '->'", 'line 1, column 16'],
  ])('refuses %j', (text, message, where) => {
    expect(() => parseAutomaton(text)).toThrow(
      expect.objectContaining({ code: 'equation', message: expect.stringContaining(message), where: `automaton, ${where}` }),
    );
  });
});
