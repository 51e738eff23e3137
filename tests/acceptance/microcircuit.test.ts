/** The rates of the eight populations at a tenth of the neurons. */
import { expect, it } from 'vitest';
import { failures, load, run } from '../scenarios/run.ts';

it('microcircuit at a tenth fires as at full scale', async () => {
  const result = await run(await load('microcircuit'));
  expect(failures(result)).toEqual([]);
  expect(result.expect).toHaveLength(8);
});
