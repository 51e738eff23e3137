/** What the generated parser takes and gives. */
import type { Place, Source } from './place.ts';
import type { Expression, Line, NumberNode, Statement } from './syntax.ts';

export interface Results {
  Lines: Line[];
  Statements: Statement[];
  SingleExpression: Expression;
}

interface GrammarOptions<R extends keyof Results> {
  readonly startRule: R;
  readonly source: Source;
  readonly isUnitSymbol: (symbol: string) => boolean;
  readonly number: (digits: string, unit: string, at: Place) => NumberNode;
  readonly call: (name: string, args: readonly Expression[], at: Place) => Expression;
  readonly power: (base: Expression, exponent: Expression, at: Place) => Expression;
}

export type GrammarParser = <R extends keyof Results>(text: string, options: GrammarOptions<R>) => Results[R];
