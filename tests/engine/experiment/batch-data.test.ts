/** What of a data set enters a network that learns in batches, and what is asked of it: step by step, class by class, known or not. */
import { describe, expect, it } from 'vitest';
import { inputNumbers } from '../../../engine/experiment/fields.ts';
import {
  arrayDataset,
  classAccuracy,
  crossEntropy,
  type Dataset,
  type DatasetDescription,
  dataset,
  describeScenario,
  gradient,
  largestError,
  network,
  oneToOne,
  type Scenario,
  scenario,
  sgd,
  squaredError,
  test as testStage,
  train as trainStage,
} from '../../../engine/index.ts';
import { identityUnit, inputUnit } from '../../../models/index.ts';
import { experimentOf, finish } from './small.ts';

function described(name: string, data: Dataset): Record<string, DatasetDescription> {
  return { [name]: { name, title: 'made up', licence: 'none needed', source: 'a test', file: null, open: () => data } };
}

/** Says what it is given: nothing is learnt at a rate of 0. */
const echo = () =>
  network({ x: inputUnit.of(3), y: identityUnit.of(3) }, [{ from: 'x', to: 'y', port: 'input', wiring: oneToOne(), weight: 1 }]);
const about = {
  id: 'echo',
  title: 'a test',
  source: 'a test',
  network: echo,
  encode: { population: 'x', port: 'input' },
} as const;
const protocol = [trainStage({ epochs: 1, batch: 2 }), testStage({ split: 'test' })];

async function metricsOf(made: Scenario, data: Dataset): Promise<Readonly<Record<string, number>>> {
  const experiment = experimentOf(made, { datasets: described(data.name, data) });
  await finish(experiment);
  return experiment.result().metrics;
}

describe('classes of each step', () => {
  const field = { shape: [], perStep: true, classes: ['a', 'b', 'c'] };
  const symbols = Uint8Array.of(0, 1, 2, 2, 1, 0);
  const walk = (next: Float32Array) =>
    arrayDataset({ name: 'walk', size: 2, steps: 3, fields: { symbol: field, next: field } }, { symbol: symbols, next });
  const made = scenario({
    ...about,
    encode: { ...about.encode, field: 'symbol' },
    data: dataset('walk').split('train'),
    learner: gradient({ loss: crossEntropy('y.y', 'next'), optimiser: sgd({ rate: 0 }), unroll: 3 }),
    protocol,
    metrics: { accuracy: classAccuracy('y', 'next'), error: largestError('y', 'next') },
  });

  it('are compared with the answers of their own step', async () => {
    // The echo is right in all steps, then in the second of each example alone.
    expect(await metricsOf(made, walk(Float32Array.from(symbols)))).toMatchObject({ accuracy: 1, error: 0 });
    expect(await metricsOf(made, walk(Float32Array.of(1, 1, 1, 1, 1, 1)))).toMatchObject({ accuracy: 1 / 3, error: 1 });
  });

  it('do not count where they are not known', async () => {
    const unknown = Float32Array.of(Number.NaN, 1, Number.NaN, Number.NaN, 0, Number.NaN);
    expect(await metricsOf(made, walk(unknown))).toMatchObject({ accuracy: 0.5, error: 1 });
  });
});

describe('an input that is not known', () => {
  const holes = arrayDataset(
    { name: 'holes', size: 2, fields: { x: { shape: [3] }, kind: { shape: [], classes: ['a', 'b', 'c'] } } },
    { x: Float32Array.of(1, 0, 0, 0, Number.NaN, 1), kind: Float32Array.of(0, Number.NaN) },
  );
  const message = (field: string) =>
    expect.objectContaining({
      code: 'data',
      message: `field '${field}' of example 1 of data set holes is not known (NaN), and is an input`,
    });

  it.each(['x', 'kind'])('stops the run where it is used: %s', async (field) => {
    const made = scenario({
      ...about,
      encode: { ...about.encode, field },
      data: dataset('holes').split('train'),
      learner: gradient({ loss: squaredError('y', 'kind'), optimiser: sgd({ rate: 0 }) }),
      protocol,
    });
    await expect(metricsOf(made, holes)).rejects.toThrow(message(field));
  });

  it('is refused to a readout and to a parameter too', () => {
    expect([...inputNumbers(holes, 'x', 0, 2)]).toEqual([2, 0, 0]);
    expect([...inputNumbers(holes, 'kind', 0, 2)]).toEqual([2, 0, 0]);
    expect(() => inputNumbers(holes, 'x', 1, 1)).toThrow(message('x'));
  });
});

describe('data in place of those of a scenario', () => {
  const data = { name: 'mine', inputs: 2, outputs: 3, classes: ['a', 'b', 'c'] };
  const seen: unknown[] = [];
  const made = scenario({
    ...about,
    network: (_, shape) => {
      seen.push(shape);
      return echo();
    },
    data: dataset('walk').split('train', 10),
    learner: gradient({ loss: squaredError('y', 'next'), optimiser: sgd({ rate: 0 }) }),
    protocol: (_, shape) => (shape === null ? protocol : protocol.slice(0, 1)),
    metrics: { accuracy: classAccuracy('y', 'next') },
    expect: [{ measure: 'accuracy', atLeast: 0.5, why: 'of its own data' }],
  });

  it('are told to its functions by their shape, and are all there is to learn from', () => {
    expect(seen).toEqual([null]);
    const description = describeScenario(made, { data });
    expect(seen).toEqual([null, data]);
    expect(description.data).toEqual({ dataset: 'mine', options: {}, parts: ['train'], examples: 'all' });
    expect(description.protocol).toHaveLength(1);
  });

  it('are not held to what the scenario expects of its own', () => {
    expect(describeScenario(made).expect).toHaveLength(1);
    expect(describeScenario(made, { data }).expect).toEqual([]);
  });

  it('are refused by a scenario without data', () => {
    const plain = scenario({ id: 'plain', title: 'a test', source: 'a test', duration: 5, network: echo });
    expect(() => describeScenario(plain, { data })).toThrow('data mine, but plain learns from no data');
  });
});
