/**
 * The numbers of every scenario, to the bit: spike_hash and state_hash of a short run with seed 1 (tests/hashes.json).
 * After a change that is meant to change numbers: UPDATE_HASHES=1 npx vitest run tests/scenarios/hashes.test.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { nodeHost } from '../../cli/host.ts';
import { scenarios } from '../../scenarios/index.ts';
import { type Hashes, hashesOf } from './hashes-of.ts';

const path = new URL('../hashes.json', import.meta.url);
const update = process.env['UPDATE_HASHES'] === '1';
const advice =
  "the numbers of this scenario changed. If that is meant, write a 'Changed numbers' line into CHANGELOG.md and run " +
  'UPDATE_HASHES=1 npx vitest run tests/scenarios/hashes.test.ts; if not, the change broke reproducibility';
const known = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Hashes>;

it.runIf(update)('writes the hashes of all scenarios', async () => {
  const entries = [];
  for (const id of Object.keys(scenarios).sort()) entries.push([id, await hashesOf(id, nodeHost())]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
});

it.skipIf(update).each(Object.keys(scenarios))('%s has the numbers that tests/hashes.json holds', async (id) => {
  const expected = known[id];
  expect(expected, `no hashes of '${id}': run UPDATE_HASHES=1 npx vitest run tests/scenarios/hashes.test.ts`).toBeDefined();
  expect(await hashesOf(id, nodeHost()), `${id}: ${advice}`).toEqual(expected);
});

it.skipIf(update)('tests/hashes.json holds no scenario that is gone', () => {
  expect(Object.keys(known).filter((id) => !(id in scenarios))).toEqual([]);
});
