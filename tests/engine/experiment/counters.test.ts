/** What shares are worth: of what is allowed, and of what came. A cell says its input, so that answers are those of the data. */
import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import {
  activitySpread,
  answer,
  arrayDataset,
  BatchNetwork,
  batches$,
  leastAllowed,
  meanActivity,
  mostAstray,
  network,
  surprise,
} from '../../../engine/index.ts';
import { inputUnit } from '../../../models/index.ts';

const data = arrayDataset(
  {
    name: 'shares',
    size: 2,
    steps: 2,
    fields: {
      shares: { shape: [3], perStep: true },
      allowed: { shape: [3], perStep: true },
      came: { shape: [], perStep: true, classes: ['a', 'b', 'c'] },
    },
  },
  {
    shares: Float64Array.of(0.5, 0.25, 0.25, 0.125, 0.75, 0.125, 1, 0, 0, 0.5, 0.5, 0),
    // The last step of the second example is not asked.
    allowed: Float64Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0, Number.NaN, Number.NaN, Number.NaN),
    came: Float64Array.of(0, 1, 0, Number.NaN),
  },
);

it('are the least of what is allowed, the most of all else, and bits of what came', async () => {
  const net = network({ y: inputUnit.of(3) }, []);
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 2, learners: {} });
  const metrics = { least: leastAllowed('y', 'allowed'), astray: mostAstray('y', 'allowed'), bits: surprise('y', 'came') };
  const encode = { population: 'y', port: 'input', field: 'shares' };
  const order = { size: 2, order: 'given', seed: 1, epochs: 1 } as const;
  const { metrics: measured } = await lastValueFrom(batches$(data, order).pipe(answer(made, { encode, metrics })));
  expect(measured['least']).toBe(0.25);
  expect(measured['astray']).toBe(0.25);
  // One bit, -log2 of 3/4, and none.
  expect(measured['bits']).toBeCloseTo((1 - Math.log2(0.75)) / 3, 14);
});

it('are the mean of what cells say, and the spread of each about its own mean, after a washout', async () => {
  const net = network({ y: inputUnit.of(3) }, []);
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 2, learners: {} });
  const metrics = { mean: meanActivity('y'), spread: activitySpread('y'), late: meanActivity('y', { washout: 1 }) };
  const encode = { population: 'y', port: 'input', field: 'shares' };
  const order = { size: 2, order: 'given', seed: 1, epochs: 1 } as const;
  const { metrics: measured } = await lastValueFrom(batches$(data, order).pipe(answer(made, { encode, metrics })));
  const said = [
    [0.5, 0.25, 0.25],
    [0.125, 0.75, 0.125],
    [1, 0, 0],
    [0.5, 0.5, 0],
  ];
  const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
  const variances = [0, 1, 2].map((cell) => {
    const own = said.map((row) => row[cell]!);
    return mean(own.map((value) => (value - mean(own)) ** 2));
  });
  expect(measured['mean']).toBeCloseTo(mean(said.flat()), 14);
  expect(measured['spread']).toBeCloseTo(Math.sqrt(mean(variances)), 14);
  expect(measured['late']).toBeCloseTo(mean([...said[1]!, ...said[3]!]), 14);
});
