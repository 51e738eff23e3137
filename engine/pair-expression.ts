/** `expression`: a number by cell or by pair of cells, in the equation language, as plain data. Reads no text yet. */
import { NeurariumError } from './errors.ts';
import { describe } from './parameter-value.ts';

/** Text in the equation language. */
export interface WrittenExpression {
  readonly kind: 'expression';
  readonly text: string;
}

/**
 * Text over `i` and `j` (index of the source and of the target cell), `x_pre` and `x_post` (a parameter or coordinate `x` of the source
 * cell, of the target cell), `distance` (of their positions), `uniform()` and `normal()`; constants carry units. It is checked by `network()`,
 * which knows the populations, and evaluated while compiling.
 */
export type PairExpression = WrittenExpression;

/** expression('2 mV * exp(-distance^2 / (2 * (100 um)^2))'). @throws NeurariumError where it is no text */
export function expression(text: string): WrittenExpression {
  if (typeof text === 'string' && text.trim() !== '') return { kind: 'expression', text };
  throw new NeurariumError({
    code: 'description',
    message: `expression(${describe(text)}), expected a text such as 'exp(-distance / (200 um))'`,
    hint: 'JavaScript functions are not possible: a trace holds its whole network.',
  });
}

export function isPairExpression(given: unknown): given is PairExpression {
  return typeof given === 'object' && given !== null && 'kind' in given && given.kind === 'expression' && 'text' in given;
}
