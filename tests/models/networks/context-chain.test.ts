import { from, lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import {
  allToAll,
  answer,
  arrayDataset,
  BatchNetwork,
  batches,
  learn,
  network,
  surprise,
  transitionCounts,
} from '../../../engine/index.ts';
import { contextChain, contextCounts, identityUnit, inputUnit } from '../../../models/index.ts';
import { numbers } from '../../simulated.ts';

const symbols = 3;
const steps = 400;
const draw = numbers(8);
const text = Uint8Array.from({ length: 2 * (steps + 1) }, (_, k) => (draw() < 0.6 ? k % symbols : Math.floor(symbols * draw())));
const field = { shape: [], perStep: true, classes: ['a', 'b', 'c'] };

function part(first: number) {
  return arrayDataset(
    { name: 'letters', size: 1, steps, fields: { character: field, next: field } },
    { character: text.subarray(first, first + steps), next: text.subarray(first + 1, first + steps + 1) },
  );
}

it.each([
  [1, 1],
  [2, 1],
  [3, 0.25],
])('a chain of order %d says what a table of counts with a prior of %d says', async (order, prior) => {
  const trained = new BatchNetwork(contextChain({ symbols, order }), {
    dt: 1,
    seed: 1,
    precision: 'float64',
    batch: 1,
    learners: { counts: transitionCounts({ trains: contextCounts, field: 'next', prior, washout: order - 1 }) },
  });
  const encode = { population: 'x', port: 'input', field: 'character' };
  const of = (first: number) => from(batches(part(first), { size: 1, order: 'given', seed: 1, epochs: 1 }));
  await lastValueFrom(of(0).pipe(learn(trained, { encode })));
  const asked = answer(trained, { encode, metrics: { bits: surprise('y', 'next') } });
  const { metrics } = await lastValueFrom(of(steps + 1).pipe(asked));
  // By hand: contexts as text; where the past is too short all are alike.
  const times = new Map<string, number>();
  const count = (key: string) => times.get(key) ?? 0;
  for (let k = order - 1; k < steps; k++) {
    const context = text.slice(k + 1 - order, k + 1).join('');
    for (const key of [context, `${context}>${text[k + 1]}`]) times.set(key, count(key) + 1);
  }
  let bits = 0;
  for (let k = 0; k < steps; k++) {
    const at = steps + 1 + k;
    const context = text.slice(at + 1 - order, at + 1).join('');
    const share =
      k < order - 1 ? 1 / symbols : (count(`${context}>${text[at + 1]}`) + prior) / (count(context) + symbols * prior);
    bits -= Math.log2(share) / steps;
  }
  expect(metrics['bits']).toBeCloseTo(bits, 10);
});

it('counts are refused for cells that say no shares, and contexts that would be too many', () => {
  const linear = network({ x: inputUnit.of(2), y: identityUnit.of(2) }, [
    { from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: 0 },
  ]);
  const learners = { counts: transitionCounts({ trains: ['x->y:input#0'], field: 'next' }) };
  const made = () => new BatchNetwork(linear, { dt: 1, seed: 1, precision: 'float64', batch: 1, learners });
  expect(made).toThrow('model identityUnit is no softmax, and counts are fitted for shares');
  expect(() => transitionCounts({ trains: ['x->y:input#0'], field: 'next', prior: 0 })).toThrow('prior is 0');
  expect(() => contextChain({ symbols: 40, order: 4 })).toThrow('2560000 contexts of 4 of 40 symbols');
});
