/** Inputs that are there for the first steps of an example, what is told that they are, and what is measured in one step of a window. */
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import {
  answer,
  arrayDataset,
  BatchNetwork,
  batches$,
  contrastiveDivergence,
  freeEnergy,
  learn,
  logLikelihood,
  meanSquaredError,
  normal,
  sgd,
} from '../../../engine/index.ts';
import { freeEnergy as energyOf, logPartition } from '../../../engine/numerics/index.ts';
import { restrictedBoltzmann } from '../../../models/index.ts';

const pictures = [
  [1, 1, 0],
  [0, 1, 1],
];
const data = arrayDataset(
  { name: 'pictures', size: 2, fields: { image: { shape: [3] } } },
  { image: Float64Array.from(pictures.flat()) },
);
const network = new BatchNetwork(restrictedBoltzmann({ visible: 3, hidden: 2, weight: normal(0, 1) }), {
  dt: 1,
  seed: 2,
  precision: 'float64',
  batch: 2,
  learners: { cd: contrastiveDivergence({ steps: 2, expected: ['h.p'], optimiser: sgd({ rate: 0.1 }) }) },
});
const encode = { population: 'v', port: 'world', steps: 1, gates: ['v.clamp'] };
const order = { size: 2, order: 'given', seed: 1, epochs: 1 } as const;
const said = (variable: string, time: number) => {
  const { values, stride } = network.values('v', variable);
  return pictures.map((_, lane) => [...values.subarray((time * 2 + lane) * stride, (time * 2 + lane) * stride + 3)]);
};

it('holds cells in the first step, and measures free energies there, reconstructions where it is told', async () => {
  const projection = 'v->h:input#0';
  const metrics = {
    energy: freeEnergy(projection),
    likelihood: logLikelihood(projection),
    held: meanSquaredError('v', 'image', { step: 0 }),
    rebuilt: meanSquaredError('v.p', 'image', { step: 1 }),
  };
  const told = await firstValueFrom(batches$(data, order).pipe(answer(network, { encode, metrics })));
  expect(said('y', 0)).toEqual(pictures);
  const free = said('p', 1);
  const squares = free.flatMap((row, lane) => row.map((p, i) => (p - pictures[lane]![i]!) ** 2));
  expect(told.metrics['held']).toBe(0);
  expect(told.metrics['rebuilt']).toBeCloseTo(squares.reduce((a, b) => a + b) / 6, 14);
  const machine = {
    weights: network.trained.read(projection),
    visible: network.trained.read('v.bias'),
    hidden: network.trained.read('h.bias'),
  };
  const energy = pictures.reduce((sum, v) => sum + energyOf(machine, v), 0) / 2;
  expect(told.metrics['energy']).toBeCloseTo(energy, 12);
  expect(told.metrics['likelihood']).toBeCloseTo(-energy - logPartition(machine), 12);
});

it('learns from a stream of examples what is probable', async () => {
  const metrics = { likelihood: logLikelihood('v->h:input#0', { during: 'train' }) };
  const shown$ = batches$(data, { ...order, epochs: 3000 }).pipe(learn(network, { encode, metrics }));
  const { updates, metrics: last } = await lastValueFrom(shown$);
  expect(updates).toBe(3000);
  // Two pictures, equally often: no distribution has more than log(1/2).
  expect(last['likelihood']).toBeGreaterThan(-0.85);
  expect(last['likelihood']).toBeLessThan(Math.log(0.5));
});

it('refuses a step that no window has', () => {
  const metrics = { late: meanSquaredError('v', 'image', { step: 3 }) };
  const asked = firstValueFrom(batches$(data, order).pipe(answer(network, { encode, metrics })));
  return expect(asked).rejects.toThrow(/step 3 of a window is measured, expected one of 0 to 2/);
});
