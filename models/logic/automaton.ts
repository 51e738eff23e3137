/** Finite automata: from text, and one by one step, as the reference for nets that do the same. */
import { errorAt, NeurariumError } from '../../engine/index.ts';
import type { Label, TableRow } from './logic-types.ts';
import { read } from './parse.ts';

/** Moore 1956, Automata Studies, Princeton, 129: what it says is whether the state in which it is accepts. */
export interface Automaton {
  readonly states: readonly string[];
  readonly symbols: readonly string[];
  /** Number of a state. */
  readonly start: number;
  /** By state. */
  readonly accepts: readonly boolean[];
  /** Number of the next state, by state and symbol: next[state][symbol]. */
  readonly next: readonly (readonly number[])[];
}

/**
 * From lines, or parts between semicolons:
 *
 *     start: even
 *     accept: odd
 *     even: 0 -> even, 1 -> odd
 *     odd: 0 -> odd, 1 -> even
 *
 * Each state says where each symbol leads. @throws NeurariumError 'equation' with line and column
 */
export function parseAutomaton(text: string): Automaton {
  const source = { title: 'automaton', text };
  const rows = read('Table', source);
  const [start] = listed(rows, 'start');
  if (start === undefined)
    throw errorAt({ source, start: 0, end: 0 }, { message: 'no start', hint: 'Write the first state: start: NAME.' });
  const moves = rows.filter(({ transitions }) => transitions !== undefined);
  const states = moves.map(({ label }) => label.text);
  for (const { label, transitions } of rows)
    if (transitions === undefined && label.text !== 'start' && label.text !== 'accept')
      throw errorAt(label.at, { message: `'${label.text}:' without an arrow`, hint: `Write ${label.text}: SYMBOL -> STATE.` });
  const symbols = [...new Set(moves.flatMap(({ transitions }) => transitions!.map(({ symbol }) => symbol.text)))];
  const numberOf = (label: Label): number => {
    const place = states.indexOf(label.text);
    if (place >= 0) return place;
    throw errorAt(label.at, { message: `'${label.text}' is no state`, hint: `States: ${states.join(', ')}.` });
  };
  const accepting = new Set(listed(rows, 'accept').map(numberOf));
  moves.forEach(({ label }, k) => {
    if (states.indexOf(label.text) < k) throw errorAt(label.at, { message: `state '${label.text}' is written twice` });
  });
  return {
    states,
    symbols,
    start: numberOf(start),
    accepts: states.map((_, state) => accepting.has(state)),
    next: moves.map((row) => leads(row, symbols).map(numberOf)),
  };
}

function listed(rows: readonly TableRow[], word: string): Label[] {
  return rows.flatMap(({ label, labels = [] }) => (label.text === word ? labels : []));
}

/** Where each symbol leads to from a state. */
function leads({ label, transitions }: TableRow, symbols: readonly string[]): Label[] {
  return symbols.map((symbol) => {
    const found = transitions!.filter((one) => one.symbol.text === symbol);
    if (found.length === 0)
      throw errorAt(label.at, {
        message: `state '${label.text}' does not say where '${symbol}' leads`,
        hint: `Symbols: ${symbols.join(', ')}. Write all of them for each state.`,
      });
    if (found.length > 1) throw errorAt(found[1]!.symbol.at, { message: `'${symbol}' leads from '${label.text}' twice` });
    return found[0]!.to;
  });
}

/** Numbers of the states it comes to, symbol after symbol; `word`: numbers of symbols. @throws NeurariumError for what is no symbol */
export function statesOf({ start, next, symbols }: Automaton, word: ArrayLike<number>): number[] {
  let state = start;
  return Array.from({ length: word.length }, (_, k) => {
    const to = next[state]![word[k]!];
    if (to !== undefined) return (state = to);
    const message = `symbol ${word[k]} of a word, expected a number from 0 to ${symbols.length - 1}`;
    throw new NeurariumError({ code: 'description', message });
  });
}
