/** Text -> syntax tree. Knows no model. */
import { NeurariumError } from '../errors.ts';
import { isUnitSymbol, toInternal } from '../units.ts';
import { makeCall } from './functions.ts';
import { parse } from './grammar.generated.ts';
import { isGrammarError, syntaxError } from './grammar-error.ts';
import type { Results } from './grammar-types.ts';
import { errorAt, type Place, type Source } from './place.ts';
import type { Expression, Line, NumberNode, Statement } from './syntax.ts';

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
