import { describe, expect, it } from 'vitest';
import {
  accuracy,
  arrayDataset,
  correlation,
  type DatasetDescription,
  dataset,
  defineCell,
  type Metric,
  network,
  ridge,
  type SimulationEvent,
  scenario,
  splitInOrder,
  test as testStage,
  train as trainStage,
} from '../../../engine/index.ts';
import { experimentOf, finish, ramp } from './small.ts';

const steps = 40;
const [teaching, asking] = [4, 2];

/** Each example's drive grows from step to step; `sum` is what it was driven with so far, `drives` two of them. */
const drives: DatasetDescription = {
  name: 'drives',
  title: 'made up',
  licence: 'none needed',
  source: 'a test',
  file: null,
  open: ({ parts }) => {
    const size = teaching + asking;
    const drive = Float64Array.from({ length: size * steps }, (_, i) => (1 + (i % 7)) / 8);
    const sum = drive.map((_, i) => drive.subarray(i - (i % steps), i + 1).reduce((total, one) => total + one, 0));
    const field = { shape: [1], perStep: true };
    const data = arrayDataset({ name: 'drives', size, steps, fields: { drive: field, sum: field } }, { drive, sum });
    return splitInOrder(data, { train: teaching, validation: 0, test: asking }, parts);
  },
};

const heard = defineCell({
  name: 'heard',
  source: 'a test',
  state: { y: { unit: '1', initial: 0, doc: 'd' } },
  ports: { input: { unit: '1', doc: 'd' } },
  equations: "y' = input",
});

const shown = { present: `${steps} ms`, reset: true } as const;

function driven({
  every = '5 ms',
  says = 'y.input',
  metric = correlation(),
}: {
  every?: `${number} ms`;
  says?: string;
  metric?: Metric;
} = {}) {
  return scenario({
    id: 'driven',
    title: 'a test',
    source: 'a test',
    dt: '1 ms',
    network: () => network({ R: ramp.of(1), y: heard.of(1) }, []),
    encode: { population: 'R', port: 'add', field: 'drive' },
    data: dataset('drives').split('train'),
    learner: ridge({ features: ['R'], field: 'sum', penalty: 1e-9, every, says }),
    protocol: [trainStage(shown), testStage({ split: 'test', ...shown })],
    metrics: { correlation: metric },
    expect: [],
  });
}

async function ran(options: Parameters<typeof driven>[0] = {}) {
  const experiment = experimentOf(driven(options), { datasets: { drives } });
  const events: SimulationEvent[] = [];
  const said: number[] = [];
  experiment.simulation.events$.subscribe((event) => events.push(event));
  experiment.simulation
    .population('y')
    .values$('y')
    .subscribe(({ values }) => said.push(values[0]!));
  await finish(experiment);
  return { experiment, events, said };
}

describe('A readout that reads on the way', () => {
  it('follows a number of each step', async () => {
    const { experiment } = await ran();
    // The number of spikes is the sum of the drives, but for what is left below the threshold: less than one of some twenty.
    expect(experiment.result().metrics['correlation']).toBeGreaterThan(0.99);
  });

  it('says each answer until the next, as soon as it has learnt from an example', async () => {
    const { events, said } = await ran();
    const answers = events.filter((event) => event.kind === 'stimulus' && event.population === 'y') as (SimulationEvent & {
      kind: 'stimulus';
    })[];
    const first = steps;
    const pauses = [5, 10, 15, 20, 25, 30, 35];
    expect(answers.map(({ step }) => step)).toEqual(
      [0, 1, 2, 3, 4].flatMap((k) => pauses.map((pause) => first + k * steps + pause)),
    );
    expect(answers.every((event) => event.steps === 5)).toBe(true);
    expect(said.slice(0, first + 5).every((value) => value === 0)).toBe(true);
    for (const { step, value } of answers) {
      const answer = (value as Float64Array)[0]!;
      expect(Number.isFinite(answer)).toBe(true);
      expect(said.slice(step, step + 5)).toEqual(Array(5).fill(answer));
    }
  });

  it('refuses what does not fit', async () => {
    expect(() => driven({ every: '2.5 ms' })).toThrow('every of 2.5 ms is no multiple of dt');
    expect(() => driven({ says: 'y.inputs' })).toThrow("has no port 'inputs'");
    expect(() => ridge({ features: 'inputs', penalty: 1, every: '1 ms' })).toThrow('inputs are known at once');
    expect(() => ridge({ features: ['R'], penalty: 1, says: 'y.input' })).toThrow('nothing comes after them');
    await expect(ran({ metric: accuracy() })).rejects.toThrow("metric correlation is of kind 'accuracy'");
  });
});
