/** Formulas from text: `sum = A ^ B; carry = A & B`. */
import { errorAt, type Place } from '../../engine/index.ts';
import { type Definition, type Formula, replaceAtoms } from './formula.ts';
import { read } from './parse.ts';

/** A formula with the name of its output. */
export interface NamedFormula {
  readonly name: string;
  readonly formula: Formula;
}

/**
 * One formula a line, or between semicolons, with or without a name of its own. Of the same binding, tightest first: `!` `~` `not`; `&` `and`;
 * `|` `or`; `^` `xor`; `->`; `<->`. `A` is that input A is active now, `A(t-2)` that it was two steps before; `true`, `false`; parentheses. A name
 * of an earlier line stands for its formula. Lines without a name are called y, y2, y3 by their place.
 *
 * @throws NeurariumError 'equation' with line and column
 */
export function parseFormulas(text: string): NamedFormula[] {
  const source = { title: 'formula', text };
  const definitions = read('Definitions', source);
  if (definitions.length === 0)
    throw errorAt({ source, start: 0, end: 0 }, { message: 'no formula', hint: 'Such as A & !B(t-1).' });
  const names = definitions.map(({ name }, k) => name ?? (k === 0 ? 'y' : `y${k + 1}`));
  const done = new Map<string, Formula>();
  definitions.forEach((definition, k) => {
    const name = names[k]!;
    if (done.has(name)) throw errorAt(definition.at, { message: `'${name}' is defined twice` });
    done.set(name, written(definition, done, names));
  });
  return [...done].map(([name, formula]) => ({ name, formula }));
}

/** With the formulas of earlier lines in the place of their names. */
function written({ formula }: Definition, done: ReadonlyMap<string, Formula>, names: readonly string[]): Formula {
  return replaceAtoms(formula, (atom) => {
    const earlier = done.get(atom.name);
    if (earlier !== undefined) return later(earlier, atom.delay);
    if (names.includes(atom.name)) throw refersAhead(atom.name, atom.at!);
    return atom;
  });
}

/** What it said so many steps before. */
function later(formula: Formula, delay: number): Formula {
  return replaceAtoms(formula, (atom) => ({ ...atom, delay: atom.delay + delay }));
}

function refersAhead(name: string, at: Place): Error {
  return errorAt(at, {
    message: `'${name}' refers to itself, or to a later line`,
    hint: 'A formula speaks of inputs and of earlier lines. What remembers is an automaton.',
  });
}
