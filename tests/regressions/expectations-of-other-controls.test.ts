/** What holds of the default was expected of other controls too: of small reservoirs on a cycle, and of reservoirs side by side. */
import { expect, it } from 'vitest';
import { failures, load, run } from '../scenarios/run.ts';

it.each([
  ['narma', { matrix: 'cycle', cells: 200 }],
  ['narma', { matrix: 'delay-line', cells: 200 }],
  ['deep-echo-state', { arrangement: 'parallel' }],
])('%s with %j meets what is expected of it', async (id, controls) => {
  const result = await run(await load(id), { controls });
  expect(failures(result)).toEqual([]);
  expect(result.expect.length).toBeGreaterThan(0);
});
