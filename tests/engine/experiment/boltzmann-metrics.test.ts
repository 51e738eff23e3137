/** Divergences and completions of a Boltzmann machine against sums over its states written here. */
import { firstValueFrom } from 'rxjs';
import { expect, it } from 'vitest';
import {
  answer,
  arrayDataset,
  BatchNetwork,
  batches$,
  boltzmannLearning,
  completion,
  klDivergence,
  normal,
  sgd,
  uniform,
} from '../../../engine/index.ts';
import { boltzmann } from '../../../models/index.ts';

/** Cells 0 and 1 are held, or 0 alone; 2 is never. */
const said = [
  [1, -1],
  [1, -1],
  [1, 1],
  [-1, -1],
];
const data = (told: readonly number[]) =>
  arrayDataset(
    { name: 'said', size: 4, fields: { world: { shape: [3] }, told: { shape: [3] }, asked: { shape: [3] } } },
    {
      world: Float64Array.from(said.flatMap((row) => [...row, 0])),
      told: Float64Array.from(said.flatMap(() => told)),
      asked: Float64Array.from(said.flatMap((row) => [...row, Number.NaN])),
    },
  );
const encode = (['world', 'told'] as const).map((field) => ({
  population: 'units',
  port: field === 'world' ? 'world' : 'clamp',
  field,
  steps: 1,
}));

it.each([1, 0.4])('are what the probabilities of all states say, at temperature %s', async (temperature) => {
  const machine = boltzmann({ cells: 3, temperature, weights: normal(0, 1), bias: uniform(-1, 1) });
  const learner = boltzmannLearning({ projection: 'units->units:input#0', means: 'exact', optimiser: sgd({ rate: 0 }) });
  const network = new BatchNetwork(machine, { dt: 1, seed: 6, precision: 'float64', batch: 4, learners: { learner } });
  const [w, b] = ['units->units:input#0', 'units.bias'].map((name) => network.trained.read(name)) as [Float64Array, Float64Array];
  const states = Array.from({ length: 8 }, (_, code) => [0, 1, 2].map((i) => ((code >> i) & 1 ? 1 : -1)));
  const weight = ([x, y, z]: readonly number[]) =>
    Math.exp((w[0]! * x! * y! + w[1]! * x! * z! + w[2]! * y! * z! + b[0]! * x! + b[1]! * y! + b[2]! * z!) / temperature);
  const p = (held: readonly number[], among: readonly number[] = []) => {
    const sum = (of: readonly number[]) =>
      states.filter((state) => of.every((value, i) => state[i] === value)).reduce((total, state) => total + weight(state), 0);
    return sum(held) / sum(among);
  };
  const told = async (held: readonly number[], atLeast = 0) => {
    const metrics = {
      divergence: klDivergence('units', { temperature: 'T' }),
      completed: completion('units', 'asked', { temperature, atLeast }),
    };
    const order = { size: 4, order: 'given', seed: 1, epochs: 1 } as const;
    return (await firstValueFrom(batches$(data(held), order).pipe(answer(network, { encode, metrics })))).metrics;
  };
  const shares = [
    [0.5, said[0]!],
    [0.25, said[2]!],
    [0.25, said[3]!],
  ] as const;
  const divergence = shares.reduce((sum, [share, state]) => sum + share * Math.log(share / p(state)), 0);
  expect((await told([1, 1, 0]))['divergence']).toBeCloseTo(divergence, 12);
  // Held alone, cell 0 is 1 in three of four examples.
  const ofFirst = 0.75 * Math.log(0.75 / p([1])) + 0.25 * Math.log(0.25 / p([-1]));
  expect((await told([1, 0, 0]))['divergence']).toBeCloseTo(ofFirst, 12);
  for (const atLeast of [0, 0.6, 0.95]) {
    const right = said.filter(([x, y]) => p([x!, y!], [x!]) >= Math.max(0.5, atLeast));
    expect((await told([1, 0, 0], atLeast))['completed']).toBe(right.length / 4);
  }
});

it('refuse what is no probability, no temperature, and a field of another length', () => {
  const learner = boltzmannLearning({ projection: 'units->units:input#0', means: 'exact', optimiser: sgd({ rate: 0 }) });
  const network = new BatchNetwork(boltzmann({ cells: 4, weights: normal(0, 1) }), {
    dt: 1,
    seed: 6,
    precision: 'float64',
    batch: 4,
    learners: { learner },
  });
  const options = { encode: [], metrics: { completed: completion('units', 'asked') } };
  const told: unknown[] = [];
  batches$(data([1, 0, 0]), { size: 4, order: 'given', seed: 1, epochs: 1 })
    .pipe(answer(network, options))
    .subscribe({ error: (error: Error) => told.push(error.message) });
  expect(told).toEqual([
    expect.stringContaining("field 'asked' of data set said has 3 numbers, expected one for each of the 4 cells"),
  ]);
  expect(() => completion('units', 'asked', { atLeast: 2 })).toThrow('atLeast is 2');
  expect(() => klDivergence('units', { temperature: 0 })).toThrow('temperature is 0');
});
