/** A network left to itself after it has learnt: what it is told, how long, what is measured of it; and epochs that are validated. */
import { lastValueFrom } from 'rxjs';
import { describe, expect, it } from 'vitest';
import {
  classAccuracy,
  classesAnswered,
  contrastiveDivergence,
  dataset,
  describeScenario,
  dream,
  Experiment,
  freeEnergy,
  type LearningUpdate,
  logLikelihood,
  normal,
  type Scenario,
  type Stage,
  scenario,
  sgd,
  test,
  train,
} from '../../../engine/index.ts';
import { freeEnergy as energyOf, logPartition } from '../../../engine/numerics/index.ts';
import type { WrittenEncoding } from '../../../engine/scenario.ts';
import { restrictedBoltzmann } from '../../../models/index.ts';
import { datasets } from '../../../scenarios/index.ts';
import { host } from '../../simulated.ts';

const copies = 100;
const projection = 'v->h:input#0';
const held = { population: 'v', port: 'world', steps: 1, gates: ['v.clamp'] } as const;
const learning = train({ updates: 1, batch: 6 * copies, order: 'given' });

/** Pictures of 2 x 2 pixels: 6, and as many chains as examples. Nothing is learnt: the rate is 0. */
function imagining(protocol: readonly Stage[], encode: readonly WrittenEncoding<string>[] = [held]): Scenario {
  return scenario({
    id: 'imagining',
    title: 'Imagining',
    source: 'none',
    precision: 'float64',
    network: () => restrictedBoltzmann({ visible: 4, hidden: 3, weight: normal(0, 1.5), reader: { cells: 5, classes: 2 } }),
    data: dataset('bars-and-stripes', { side: 2, copies }).split('train'),
    encode,
    learner: contrastiveDivergence({
      trains: [projection, 'v.bias', 'h.bias'],
      steps: 1,
      expected: ['h.p'],
      optimiser: sgd({ rate: 0 }),
    }),
    protocol,
    metrics: {
      energy: freeEnergy(projection, { during: 'validation' }),
      likelihood: logLikelihood(projection),
      estimate: logLikelihood(projection, { annealed: { chains: 100, temperatures: 200 } }),
    },
  });
}

async function ran(one: Scenario): Promise<{ experiment: Experiment; told: readonly LearningUpdate[] }> {
  const experiment = new Experiment(describeScenario(one), { seed: 1, datasets, host });
  const told: LearningUpdate[] = [];
  experiment.updates$.subscribe((update) => told.push(update));
  await experiment.open();
  await lastValueFrom(experiment.run$());
  return { experiment, told };
}

const rows = (values: Float32Array, cells: number) =>
  Array.from({ length: values.length / cells }, (_, k) => [...values.subarray(k * cells, (k + 1) * cells)]);

describe('a dream', () => {
  it('comes to states as often as their energies say, whatever its examples are', async () => {
    const { experiment } = await ran(imagining([learning, dream({ steps: 41, split: 'test' })]));
    // Windows of two steps: 2 of learning, and 42.
    expect([experiment.simulation.nextStep, experiment.plannedSteps]).toEqual([44, 44]);
    const trained = experiment.trained!;
    const machine = {
      weights: trained.read(projection),
      visible: trained.read('v.bias'),
      hidden: trained.read('h.bias'),
    };
    const states = rows(experiment.lanes('v', 'y', 10_000)!, 4);
    expect(states).toHaveLength(6 * copies);
    const z = logPartition(machine);
    let variation = 0;
    for (let code = 0; code < 16; code++) {
      const v = [0, 1, 2, 3].map((i) => (code >> i) & 1);
      const share = states.filter((state) => state.every((one, i) => one === v[i])).length / states.length;
      variation += Math.abs(share - Math.exp(-energyOf(machine, v) - z)) / 2;
    }
    // 600 draws of 16 states leave about half of sqrt(16 / 600).
    expect(variation).toBeLessThan(0.12);
  });

  it('is told what an encoding says of dreams, in every step', async () => {
    const always = { population: 'v', port: 'world', gates: ['v.clamp'], during: ['dream'] } as const;
    const { experiment } = await ran(imagining([learning, dream({ steps: 10, split: 'test' })], [held, always]));
    const pictures = rows(experiment.lanes('v', 'y', 10_000)!, 4);
    const isPicture = ([a, b, c, d]: readonly number[]) => (a === b && c === d) || (a === c && b === d);
    expect(pictures.every(isPicture)).toBe(true);
    expect(new Set(pictures.map(String)).size).toBe(6);
  });

  it('is gone through with the tests where nothing is to be learnt', async () => {
    const described = describeScenario(
      imagining([learning, test({ split: 'test' }), dream({ steps: 10, split: 'test', examples: 7 })]),
    );
    const experiment = new Experiment(described, { seed: 1, datasets, host, learns: false });
    await lastValueFrom(experiment.run$());
    expect(experiment.simulation.nextStep).toBe(2 + 10);
    expect(rows(experiment.lanes('v', 'y', 10_000)!, 4)).toHaveLength(7);
  });

  it('is refused with what it cannot be', () => {
    expect(() => dream({ steps: 0, split: 'test' })).toThrow(/steps is 0/);
    expect(() => describeScenario(imagining([learning], [{ ...held, during: ['night' as 'dream'] }]))).toThrow(
      /during 'night' is unknown/,
    );
    expect(() => classesAnswered('y', 'label', { leastShare: 2 })).toThrow(/leastShare is 2/);
    return expect(ran(imagining([learning, dream({ steps: 2, split: 'test', classes: ['7'] })]))).rejects.toThrow();
  });
});

it('a likelihood is estimated as it is counted', async () => {
  const { experiment } = await ran(imagining([learning, test({ split: 'test' })]));
  const { likelihood, estimate } = experiment.metrics() as Record<string, number>;
  expect(Math.abs(likelihood! - estimate!)).toBeLessThan(0.1);
  expect(estimate).not.toBe(likelihood);
  expect(experiment.metrics()['estimate']).toBe(estimate);
});

it('epochs are validated one by one, with learning in between', async () => {
  const { experiment, told } = await ran(imagining([train({ epochs: 3, batch: 300, validate: 'test' })]));
  expect(told.map(({ during }) => during)).toEqual(Array(3).fill(['train', 'train', 'validation']).flat());
  expect([experiment.result().learning!.updates, experiment.simulation.nextStep, experiment.plannedSteps]).toEqual([6, 24, 24]);
  expect(experiment.metrics()['energy']).toBeCloseTo(told[2]!.metrics['energy']!, 12);
});

it('classes are answered, each by its share', async () => {
  const one = scenario({
    id: 'answers',
    title: 'Answers',
    source: 'none',
    network: () => restrictedBoltzmann({ visible: 2, hidden: 2, reader: { cells: 5, classes: 2 } }),
    data: dataset('parity').split('train'),
    encode: { population: 'v', port: 'world', gates: ['v.clamp'] },
    learner: contrastiveDivergence({ trains: [projection], steps: 1, expected: ['h.p'], optimiser: sgd({ rate: 0 }) }),
    protocol: [train({ updates: 1, batch: 4 }), test({ split: 'test' })],
    metrics: {
      accuracy: classAccuracy('y', 'parity'),
      any: classesAnswered('y', 'parity'),
      most: classesAnswered('y', 'parity', { leastShare: 0.9 }),
      all: classesAnswered('y', 'parity', { leastShare: 1 }),
    },
  });
  const { experiment } = await ran(one);
  const { classes, counts } = experiment.confusion('accuracy')!;
  const answered = classes.map((_, k) => classes.reduce((sum, _name, row) => sum + counts[row * classes.length + k]!, 0));
  const total = answered.reduce((sum, count) => sum + count, 0);
  const atLeast = (share: number) => answered.filter((count) => count > 0 && count >= share * total).length;
  expect(experiment.metrics()).toMatchObject({ any: atLeast(0), most: atLeast(0.9), all: atLeast(1) });
});
