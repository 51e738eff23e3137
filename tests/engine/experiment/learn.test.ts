/** Learning as an operator on a stream of batches. */
import { from, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  adam,
  answer,
  arrayDataset,
  BatchNetwork,
  batches$,
  binaryCrossEntropy,
  classAccuracy,
  gradient,
  learn,
  normal,
  ridge,
} from '../../../engine/index.ts';
import { feedForward, identityUnit, logisticUnit, tanhUnit } from '../../../models/index.ts';

const xor = arrayDataset(
  { name: 'xor', size: 4, fields: { x: { shape: [2] }, odd: { shape: [], classes: ['even', 'odd'] } } },
  { x: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), odd: Uint8Array.of(0, 1, 1, 0) },
);
const encode = { population: 'x', port: 'input' };
const batching = { size: 4, order: 'shuffled', seed: 1, epochs: 100 } as const;

function learner(): BatchNetwork {
  const net = feedForward({ sizes: [2, 8, 1], hidden: tanhUnit, output: logisticUnit, weight: () => normal(0, 1) });
  const learners = { bp: gradient({ loss: binaryCrossEntropy('y', 'odd'), optimiser: adam({ rate: 0.05 }) }) };
  return new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 4, learners });
}

describe('learn()', () => {
  it('emits an update for each batch, with a loss that falls', async () => {
    const updates = await lastValueFrom(batches$(xor, batching).pipe(learn(learner(), { encode }), toArray()));
    expect(updates.map(({ updates: count }) => count)).toEqual(Array.from({ length: 100 }, (_, k) => k + 1));
    expect(updates.at(-1)!.loss).toBeLessThan(updates[0]!.loss! / 2);
    expect(updates.at(-1)!.epoch).toBe(99);
  });

  it('taken away leaves the same network, which answers by what it has learnt', async () => {
    const network = learner();
    await lastValueFrom(batches$(xor, batching).pipe(learn(network, { encode })));
    const before = Float64Array.from(network.trained.read('x->h1:input#0'));
    const metrics = { accuracy: classAccuracy('y', 'odd') };
    const told = await lastValueFrom(batches$(xor, { ...batching, epochs: 1 }).pipe(answer(network, { encode, metrics })));
    expect(told.metrics).toEqual({ accuracy: 1 });
    expect(told.updates).toBe(100);
    expect(network.trained.read('x->h1:input#0')).toEqual(before);
  });

  it('lets learners that wait for all examples conclude when the stream completes', async () => {
    const data = arrayDataset(
      { name: 'line', size: 4, fields: { x: { shape: [1] }, y: { shape: [1] } } },
      { x: Float64Array.of(0, 1, 2, 3), y: Float64Array.of(1, 3, 5, 7) },
    );
    const net = feedForward({ sizes: [1, 1], hidden: identityUnit, output: identityUnit });
    const fit = ridge({ trains: ['x->y:input#0', 'y.bias'], field: 'y', penalty: 0 });
    const network = new BatchNetwork(net, { dt: 1, seed: 1, precision: 'float64', batch: 2, learners: { fit } });
    await lastValueFrom(batches$(data, { size: 2, order: 'given', seed: 1, epochs: 1 }).pipe(learn(network, { encode })));
    // y = 2 x + 1 exactly; the solution is rounded.
    expect(network.trained.read('x->y:input#0')[0]).toBeCloseTo(2, 12);
    expect(network.trained.read('y.bias')[0]).toBeCloseTo(1, 12);
  });

  it('refuses batches of another data set than before, and data that do not fit', async () => {
    const other = arrayDataset(
      { name: 'other', size: 4, fields: xor.fields },
      { x: new Float64Array(8), odd: new Uint8Array(4) },
    );
    const network = learner();
    const mixed = [xor, other].map((data) => ({ data, epoch: 0, number: 0, endsEpoch: true, examples: Uint32Array.of(0) }));
    await expect(lastValueFrom(from(mixed).pipe(learn(network, { encode })))).rejects.toThrow(
      'batch 0 is of data set other, expected xor',
    );
    const wrong = { encode: { population: 'x', port: 'input', field: 'none' } };
    await expect(lastValueFrom(batches$(xor, batching).pipe(learn(learner(), wrong)))).rejects.toThrow("no field 'none'");
  });
});
