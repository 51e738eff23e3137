// Compiles each grammar named on the line to NAME.generated.ts beside it. Run by the package's prepare step and by hand:
// node engine/equations/build-grammar.js engine/equations/grammar.peggy
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import peggy from 'peggy';

for (const grammar of process.argv.slice(2)) {
  const name = basename(grammar, '.peggy');
  const text = readFileSync(grammar, 'utf8');
  const allowedStartRules = /^\/\/ Start: (.*)$/m.exec(text)[1].split(' ');
  const source = peggy.generate(text, { output: 'source', format: 'es', allowedStartRules });

  const body = source.replace(/export \{[^}]*\};?\s*$/, '');
  if (body === source) throw new Error('peggy no longer ends its output with an export list: adapt build-grammar.js');

  writeFileSync(
    join(dirname(grammar), `${name}.generated.ts`),
    `// @ts-nocheck: made from ${name}.peggy by build-grammar.js; do not edit.
import type { GrammarParser } from './${name}-types.ts';

${body}
export const parse: GrammarParser = peg$parse;
`,
  );
}
