/** What a parser made by peggy reports, turned into an error with line, column, caret and plain words. Knows no grammar. */
import type { NeurariumError } from '../errors.ts';
import { errorAt, type Source } from './place.ts';

/** What a generated parser throws. */
interface GrammarError {
  readonly expected: readonly { readonly type: string; readonly text?: string; readonly description?: string }[];
  readonly found: string | null;
  readonly location: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}

/** The names of expected things, without white space; what begins an expression is said in one word. */
function expectedWords(error: GrammarError): string {
  const words = new Set(
    error.expected.map((item) => item.description ?? (item.type === 'end' ? 'the end of the line' : `'${item.text ?? ''}'`)),
  );
  for (const silent of ['white space', "''"]) words.delete(silent);
  if (words.has('a number') && words.has('a name')) {
    for (const word of ['a number', 'a name', "'('", "'not'", "'-'"]) words.delete(word);
    words.add('an expression');
  }
  if (words.has('an operator')) for (const word of ["'('", "'''"]) words.delete(word);
  const list = [...words];
  return list.length < 2 ? list.join('') : `${list.slice(0, -1).join(', ')} or ${list[list.length - 1]}`;
}

/** `error`: of a parser that was given the source's text, each character in its place. */
export function syntaxError(error: GrammarError, source: Source): NeurariumError {
  const { start, end } = error.location;
  const found = error.found === null ? 'the end' : error.found === '\n' ? 'the end of the line' : `'${error.found}'`;
  // At the end of the text the caret would stand below nothing if the text ends in blank lines: show the last written character's end.
  const written = source.text.trimEnd().length;
  const at = Math.min(start.offset, written);
  const word = /^[A-Za-z_]\w*/.exec(source.text.slice(at))?.[0] ?? '';
  const unitInNumberPlace = /[0-9]\s*$/.test(source.text.slice(0, at)) && word !== '';
  return errorAt(
    { source, start: at, end: Math.max(at, end.offset) },
    {
      message: `syntax error: expected ${expectedWords(error)}, found ${word === '' ? found : `'${word}'`}`,
      ...(unitInNumberPlace ? { hint: `'${word}' is no unit symbol; a product needs '*'.` } : {}),
    },
  );
}

export function isGrammarError(error: unknown): error is GrammarError {
  return error instanceof Error && 'expected' in error && 'location' in error;
}
