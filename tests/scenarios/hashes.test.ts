/**
 * The numbers of every scenario, to the bit: spike_hash and state_hash of a short run with seed 1 (tests/hashes.json).
 * After a change that is meant to change numbers: UPDATE_HASHES=1 npx vitest run tests/scenarios/hashes.test.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Scenario, ScenarioChoices } from '../../engine/index.ts';
import { scenarios } from '../../scenarios/index.ts';
import { load, run } from './run.ts';

interface Hashes {
  readonly steps: number;
  readonly spike_hash: string;
  readonly state_hash: string;
}

const path = new URL('../hashes.json', import.meta.url);
const update = process.env['UPDATE_HASHES'] === '1';
const advice =
  "the numbers of this scenario changed. If that is meant, write a 'Changed numbers' line into CHANGELOG.md and run " +
  'UPDATE_HASHES=1 npx vitest run tests/scenarios/hashes.test.ts; if not, the change broke reproducibility';
const longest = 500;

/** At most 500 steps; where examples are presented, as few as the control allows. */
function shortened({ duration, dt, controls }: Scenario): ScenarioChoices {
  const fewest = controls['examples'];
  if (duration === null)
    return { controls: fewest === undefined || !('min' in fewest) ? {} : { examples: fewest.min as number } };
  return { duration: `${Math.min(duration, Number((longest * dt).toPrecision(12)))} ms` };
}

async function hashesOf(id: string): Promise<Hashes> {
  const scenario = await load(id);
  const { steps, spikeHash, stateHash } = await run(scenario, shortened(scenario));
  return { steps, spike_hash: spikeHash, state_hash: stateHash };
}

const known = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Hashes>;

it.runIf(update)('writes the hashes of all scenarios', async () => {
  const entries = [];
  for (const id of Object.keys(scenarios).sort()) entries.push([id, await hashesOf(id)]);
  writeFileSync(path, `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`);
});

it.skipIf(update).each(Object.keys(scenarios))('%s has the numbers that tests/hashes.json holds', async (id) => {
  const expected = known[id];
  expect(expected, `no hashes of '${id}': run UPDATE_HASHES=1 npx vitest run tests/scenarios/hashes.test.ts`).toBeDefined();
  expect(await hashesOf(id), `${id}: ${advice}`).toEqual(expected);
});

it.skipIf(update)('tests/hashes.json holds no scenario that is gone', () => {
  expect(Object.keys(known).filter((id) => !(id in scenarios))).toEqual([]);
});
