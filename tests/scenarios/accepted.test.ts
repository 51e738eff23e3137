/** The quick part of the acceptance table, and that the README tells what was measured. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { neededOf, runsOf } from '../acceptance/row.ts';
import { rows } from '../acceptance/rows/index.ts';
import { readme, readResults, tableIn, tableOf } from '../acceptance/table.ts';
import { failures, load, run } from './run.ts';

it.each(rows.filter(({ fast }) => fast === true).map((row) => [row.id, row] as const))('%s is accepted', async (_, row) => {
  const { seed, controls } = runsOf(row)[0]!;
  expect(failures(await run(await load(row.scenario), { controls }, seed))).toEqual([]);
});

it('names its rows once each, and asks for no more runs than there are', () => {
  const ids = rows.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const row of rows) expect(neededOf(row)).toBeLessThanOrEqual(runsOf(row).length);
});

it('tells in the README what was measured of all rows', () => {
  const results = readResults();
  expect(Object.keys(results), 'run: npm run acceptance').toEqual(rows.map(({ id }) => id));
  expect(tableIn(readFileSync(readme, 'utf8')), 'run: npm run acceptance').toBe(tableOf(results));
});
