/** For how long a prediction is valid, and errors over the spread of each cell, of answers that are known. */
import { lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import {
  allToAll,
  answer,
  arrayDataset,
  BatchNetwork,
  batches$,
  network,
  normalisedError,
  oneToOne,
  validTime,
} from '../../../engine/index.ts';
import { identityUnit, inputUnit } from '../../../models/index.ts';

/** A network that says its input, in batches of two examples, in windows of one step. */
async function measured(input: Float64Array, wanted: Float64Array, examples: number, width: number) {
  const length = input.length / examples / width;
  const fields = { input: { shape: [width], perStep: true }, wanted: { shape: [width], perStep: true } };
  const data = arrayDataset({ name: 'said', size: examples, steps: length, fields }, { input, wanted });
  const wiring = width === 1 ? allToAll() : oneToOne();
  const net = network({ u: inputUnit.of(width), y: identityUnit.of(width) }, [
    { from: 'u', to: 'y', port: 'input', wiring, weight: 1 },
  ]);
  const made = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 2, learners: {} });
  const metrics = { time: validTime('y', 'wanted', { threshold: 0.5, per: 0.1 }), error: normalisedError('y', 'wanted') };
  const options = { encode: { population: 'u', port: 'input' }, metrics };
  const batches = batches$(data, { size: 2, order: 'given', seed: 1, epochs: 1 });
  return (await lastValueFrom(batches.pipe(answer(made, options)))).metrics;
}

it('counts the steps that are asked before the first error of half the spread, and none after it', async () => {
  // Of 1 and -1 in turn the spread is 1.
  const wanted = Float64Array.from({ length: 20 }, (_, t) => (t % 2 === 0 ? 1 : -1));
  const said = wanted.slice();
  // One example is off by 0.4 in step 3 and by 0.6 in step 6, the other never.
  said[3]! += 0.4;
  said[6]! += 0.6;
  expect((await measured(said, wanted, 2, 1))['time']).toBeCloseTo((0.1 * (6 + 10)) / 2, 12);
  // What is not asked counts neither way: here step 6, and one of the other example.
  wanted[6] = wanted[12] = Number.NaN;
  expect((await measured(said, wanted, 2, 1))['time']).toBeCloseTo((0.1 * (9 + 9)) / 2, 12);
});

it('takes the spread of each cell about its own mean', async () => {
  const [length, offsets] = [8, [0, 100]];
  const wanted = Float64Array.from({ length: 2 * length }, (_, k) => offsets[k % 2]! + (Math.floor(k / 2) % 2 === 0 ? 1 : -1));
  const said = wanted.map((value) => value + 0.3);
  const { error, time } = await measured(said, wanted, 2, 2);
  // Each cell is off by 0.3 of its deviation 1; both together by sqrt(2) 0.3 of sqrt(2).
  expect(error).toBeCloseTo(0.3, 9);
  expect(time).toBeCloseTo((0.1 * length) / 2, 12);
});

it('is refused without a threshold above 0', () => {
  expect(() => validTime('y', 'wanted', { threshold: 0 })).toThrow('threshold of validTime() is 0');
});
