// Compiles grammar.peggy to grammar.generated.ts. Run by the package's prepare step and by hand: node engine/equations/build-grammar.js
import { readFileSync, writeFileSync } from 'node:fs';
import peggy from 'peggy';

const grammar = new URL('./grammar.peggy', import.meta.url);
const output = new URL('./grammar.generated.ts', import.meta.url);

const source = peggy.generate(readFileSync(grammar, 'utf8'), {
  output: 'source',
  format: 'es',
  allowedStartRules: ['Lines', 'Statements', 'SingleExpression'],
});

const body = source.replace(/export \{[^}]*\};?\s*$/, '');
if (body === source) throw new Error('peggy no longer ends its output with an export list: adapt build-grammar.js');

writeFileSync(
  output,
  `// @ts-nocheck: made from grammar.peggy by build-grammar.js; do not edit.
import type { GrammarParser } from './grammar-types.ts';

${body}
export const parse: GrammarParser = peg$parse;
`,
);
