/** The text of an expression by itself -> checked kernel programs. Knows the names it may use and their units, not what they stand for. */
import { NeurariumError } from '../errors.ts';
import type { Program } from '../kernels/ir.ts';
import { suggest } from '../suggest.ts';
import { type Dimension, isUnitSymbol } from '../units.ts';
import { DimensionChecker } from './dimensions.ts';
import { Evaluation } from './evaluation.ts';
import { StagedBuilder } from './hoist.ts';
import { parseExpression } from './parse.ts';
import { errorAt } from './place.ts';
import type { Symbols } from './symbols.ts';
import { alongAxesIn, namesIn } from './syntax.ts';

/** Name -> its unit; or why a name that could be meant cannot be used. */
export type ExpressionNames = ReadonlyMap<string, Dimension | { readonly refused: string }>;

/** `coefficients` is run once; `values` reads the names as ports and stores 'value': a number, or 1 or 0 of a condition. */
export interface ExpressionProgram {
  readonly coefficients: Program;
  readonly values: Program;
}

function hintFor(name: string, known: readonly string[]): string {
  return isUnitSymbol(name) ? `A unit follows a number: write (1 ${name}).` : suggest(name, known);
}

/** `of`: what the names belong to. @throws NeurariumError 'equation' or 'unit', showing the place in the text */
export function lowerExpression(
  text: string,
  names: ExpressionNames,
  expected: Dimension | 'condition',
  what: string,
  of: string,
): ExpressionProgram {
  const expression = parseExpression(text, `expression of the ${what}`);
  const along = alongAxesIn(expression)[0];
  if (along !== undefined)
    throw errorAt(along.at, { message: 'an expression of a pair of cells reads no other cells: it has no axis' });
  const usable = new Map([...names].filter((entry): entry is [string, Dimension] => !('refused' in entry[1])));
  for (const { name, primed, at } of namesIn(expression)) {
    if (primed) throw errorAt(at, { message: `${name}' belongs to discrete updates, not to ${of}` });
    if (usable.has(name)) continue;
    const known = names.get(name);
    if (known !== undefined && 'refused' in known)
      throw errorAt(at, { message: `'${name}' is not known here: ${known.refused}` });
    throw errorAt(at, { message: `'${name}' is no known name of ${of}`, hint: hintFor(name, [...usable.keys()]) });
  }
  const symbols: Symbols = new Map([...usable].map(([name, dimension]) => [name, { kind: 'value port', dimension }]));
  try {
    new DimensionChecker(new Map(), symbols).expression(expression, expected, `the ${what}`);
    const builder = new StagedBuilder();
    const evaluation = new Evaluation({ builder, symbols, definitions: new Map(), draws: new Map() }, { state: new Map() });
    const value =
      expected === 'condition'
        ? builder.select(evaluation.condition(expression), builder.constant(1), builder.constant(0))
        : evaluation.number(expression);
    builder.store('value', value);
    const { coefficients, step } = builder.finish(new Map());
    return { coefficients, values: step };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new NeurariumError(
      { code: 'equation', message: `the expression of the ${what} is nested too deeply` },
      { cause: error },
    );
  }
}
