/** The memory capacity of a delay line is its length. */
import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import { allToAll, answer, arrayDataset, BatchNetwork, batches$, memoryCapacity, network, steps } from '../../../engine/index.ts';
import { identityUnit, inputUnit } from '../../../models/index.ts';

it('counts what a cell says of the input one step ago, up to a factor, and nothing of a cell that is silent', async () => {
  const length = 200;
  const input = Float64Array.from({ length }, (_, t) => (t * 0.6180339887) % 1);
  const past = new Float64Array(2 * length).fill(Number.NaN);
  for (let t = 2; t < length; t++) past.set([input[t - 1]!, input[t - 2]!], 2 * t);
  const fields = { input: { shape: [1], perStep: true }, past: { shape: [2], perStep: true } };
  const data = arrayDataset({ name: 'line', size: 1, steps: length, fields }, { input, past });
  const net = network({ u: inputUnit.of(1), y: identityUnit.of(2) }, [
    { from: 'u', to: 'y', port: 'input', wiring: allToAll(), weight: [-3, 0], delay: steps(1) },
  ]);
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners: {} });
  const options = { encode: { population: 'u', port: 'input' }, metrics: { capacity: memoryCapacity('y', 'past') } };
  const told = await lastValueFrom(batches$(data, { size: 1, order: 'given', seed: 1, epochs: 1 }).pipe(answer(made, options)));
  expect(told.metrics['capacity']).toBeCloseTo(1, 12);
});
