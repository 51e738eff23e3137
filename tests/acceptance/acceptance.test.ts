/**
 * Every row of the acceptance table, to its end. `npm run acceptance` runs all and writes the table into the README;
 * `npm run acceptance -- -t perceptron` those whose names have the word.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { accept } from './accept.ts';
import { rows } from './rows/index.ts';
import { readme, readResults, tableOf, withTable, writeResult } from './table.ts';

const ids = rows.map(({ id }) => id);

it.each(rows.map((row) => [row.id, row] as const))('%s', { timeout: 7_200_000 }, async (id, row) => {
  const result = await accept(row, (line) => process.stderr.write(`${line}\n`));
  writeResult(id, result, ids);
  writeFileSync(readme, withTable(readFileSync(readme, 'utf8'), tableOf(readResults())));
  expect(result.pass, `${result.measured}; expected ${result.bar}`).toBe(true);
});
