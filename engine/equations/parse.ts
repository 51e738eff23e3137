/** Text -> syntax tree. Turns what the generated parser reports into errors with line, column, caret and plain words. Knows no model. */
import { NeurariumError } from '../errors.ts';
import { isUnitSymbol, toInternal } from '../units.ts';
import { makeCall } from './functions.ts';
import { parse } from './grammar.generated.ts';
import type { Results } from './grammar-types.ts';
import { errorAt, type Place, type Source } from './place.ts';
import type { Expression, Line, NumberNode, Statement } from './syntax.ts';

/** What the generated parser throws. */
interface GrammarError {
  readonly expected: readonly { readonly type: string; readonly text?: string; readonly description?: string }[];
  readonly found: string | null;
  readonly location: { readonly start: { readonly offset: number }; readonly end: { readonly offset: number } };
}

const DEEPEST = 100;

/** Comments, and line ends inside parentheses, become blanks; every other character keeps its place. */
function blank(source: Source): string {
  let depth = 0;
  let comment = false;
  let blanked = '';
  for (let i = 0; i < source.text.length; i++) {
    const c = source.text[i]!;
    if (c === '\n') comment = false;
    else if (c === '#') comment = true;
    if (!comment && c === '(') depth++;
    if (!comment && c === ')') depth = Math.max(0, depth - 1);
    if (depth > DEEPEST)
      throw errorAt({ source, start: i, end: i + 1 }, { message: `more than ${DEEPEST} parentheses inside each other` });
    blanked += comment || (c === '\n' && depth > 0) ? ' ' : c;
  }
  return blanked;
}

function makeNumber(digits: string, unit: string, at: Place): NumberNode {
  const value = unit === '' ? Number(digits) : toInternal(Number(digits), unit);
  if (!Number.isFinite(value)) throw errorAt(at, { message: `the number ${digits} is too large` });
  return { kind: 'number', value, unit, at };
}

function makePower(base: Expression, exponent: Expression, at: Place): Expression {
  const bare = at.source.text[base.at.start] !== '(';
  if (base.kind === 'number' && base.unit !== '' && bare) {
    const quantity = at.source.text.slice(base.at.start, base.at.end);
    throw errorAt(base.at, {
      message: `'${quantity}' followed by a power can be read in two ways`,
      hint: `Write (${quantity})^..., or a product.`,
    });
  }
  return { kind: 'power', base, exponent, at };
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

function syntaxError(error: GrammarError, source: Source): NeurariumError {
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

function isGrammarError(error: unknown): error is GrammarError {
  return error instanceof Error && 'expected' in error && 'location' in error;
}

function run<R extends keyof Results>(startRule: R, source: Source, axes: readonly string[]): Results[R] {
  const call = (name: string, args: readonly Expression[], at: Place) => makeCall(name, args, at, axes);
  try {
    const options = { startRule, source, isUnitSymbol, number: makeNumber, call, power: makePower };
    return parse(blank(source), options);
  } catch (error) {
    if (isGrammarError(error)) throw syntaxError(error, source);
    // The stack's end.
    if (error instanceof RangeError)
      throw new NeurariumError({ code: 'equation', message: 'the text is nested too deeply', where: source.title });
    throw error;
  }
}

/** Equation lines. `axes`: the names of the model's axes. @throws NeurariumError 'equation' */
export function parseLines(source: Source, axes: readonly string[] = []): Line[] {
  return run('Lines', source, axes);
}

/** Statements of an event port or a reset. @throws NeurariumError 'equation' */
export function parseStatements(source: Source, axes: readonly string[] = []): Statement[] {
  return run('Statements', source, axes);
}

/** One expression. @throws NeurariumError 'equation' */
export function parseExpression(text: string, title = 'expression', axes: readonly string[] = []): Expression {
  return run('SingleExpression', { text, title }, axes);
}
