/** The four regimes of Brunel's network, at full size: scaled down it has other rates. */
import { expect, it } from 'vitest';
import { failures, load, run } from '../scenarios/run.ts';

it.each([
  { g: 5, eta: 2, expected: 1 },
  { g: 6, eta: 4, expected: 2 },
  { g: 4.5, eta: 0.9, expected: 1 },
  { g: 3, eta: 2, expected: 1 },
])('brunel at g = $g, eta = $eta is in its regime', async ({ g, eta, expected }) => {
  const result = await run(await load('brunel'), { controls: { g, eta } });
  expect(failures(result)).toEqual([]);
  expect(result.expect).toHaveLength(expected);
});
