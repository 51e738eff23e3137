/** Text -> definitions of formulas, or rows of a table. */
import { isGrammarError, NeurariumError, type Source, syntaxError } from '../../engine/index.ts';
import { parse } from './logic.generated.ts';
import type { Results } from './logic-types.ts';

/** @throws NeurariumError 'equation' with line, column and what was expected there */
export function read<R extends keyof Results>(startRule: R, source: Source): Results[R] {
  try {
    return parse(source.text, { startRule, source });
  } catch (error) {
    if (isGrammarError(error)) throw syntaxError(error, source);
    // The stack's end.
    if (error instanceof RangeError)
      throw new NeurariumError({ code: 'equation', message: 'the text is nested too deeply', where: source.title });
    throw error;
  }
}
