import { describe, expect, it } from 'vitest';
import {
  accuracy,
  allToAll,
  arrayDataset,
  type DatasetDescription,
  dataset,
  NeurariumError,
  network,
  ridge,
  type SimulationEvent,
  scenario,
  test as testStage,
  train as trainStage,
} from '../../../engine/index.ts';
import { settle } from '../simulation/small.ts';
import { DataHost, experimentOf, finish, ramp } from './small.ts';

const about = { id: 'letters', title: 'a test', source: 'a test', dt: '1 ms' } as const;
const stages = [trainStage({ present: '20 ms', reset: true }), testStage({ split: 'test', present: '10 ms', reset: true })];
const learners = {
  spikes: ridge({ features: ['pixels', 'echo'], penalty: 1 }),
  inputs: ridge({ features: 'inputs', penalty: 1 }),
  /** Never spikes, so it can but name one class for all. */
  nothing: ridge({ features: ['silent'], penalty: 1 }),
};

const net = () =>
  network({ pixels: ramp.of(2), echo: ramp.of(1), silent: ramp.of(1) }, [
    { from: 'pixels', to: 'echo', port: 'add', wiring: allToAll(), weight: 0.5 },
  ]);

function lettersScenario({ protocol = stages, data = 'letters' }: { protocol?: typeof stages; data?: string } = {}) {
  return scenario({
    ...about,
    network: net,
    encode: { population: 'pixels', parameter: 'drive', scale: 0.5 },
    data: dataset(data).split('train'),
    learner: learners,
    protocol,
    metrics: { spikes: accuracy('spikes'), inputs: accuracy('inputs'), nothing: accuracy('nothing') },
    expect: [{ measure: 'spikes', atLeast: 0.9, why: 'share of right answers' }],
  });
}

/** The events of a run, with plain arrays. */
async function eventsOf(make = lettersScenario): Promise<SimulationEvent[]> {
  const experiment = experimentOf(make());
  const events: SimulationEvent[] = [];
  experiment.simulation.events$.subscribe((event) => events.push(event));
  await finish(experiment);
  return events;
}

describe('a protocol', () => {
  it('trains on the examples of its part, tests on the others, and counts right answers per learner', async () => {
    const host = new DataHost();
    const experiment = experimentOf(lettersScenario(), { host });
    const progress = await finish(experiment);
    // 6 examples of 20 steps to train, 4 of 10 to test.
    expect(progress.at(-1)).toMatchObject({ step: 160, done: 160, total: 160, time: 160 });
    expect(experiment.result()).toMatchObject({
      steps: 160,
      interrupted: false,
      metrics: { spikes: 1, inputs: 1, nothing: 0.5 },
      expect: [{ measure: 'spikes', value: 1, pass: true }],
    });
    expect(host.loaded).toEqual(['letters.bin']);
  });

  it('presents each example once: reset, its inputs as a parameter per cell, and a mark of which it is', async () => {
    const events = await eventsOf();
    expect(events).toHaveLength(3 * 10);
    const marks = events.filter((event) => event.kind === 'example');
    expect(marks.map(({ step }) => step)).toEqual([0, 20, 40, 60, 80, 100, 120, 130, 140, 150]);
    expect(marks.map(({ split }) => split)).toEqual([...Array(6).fill('train'), ...Array(4).fill('test')]);
    // The first three of each class train, six in all; the other four test. Each is named by its place in its part.
    expect(
      marks
        .slice(0, 6)
        .map(({ index }) => index)
        .sort(),
    ).toEqual([0, 1, 2, 3, 4, 5]);
    expect(
      marks
        .slice(6)
        .map(({ index }) => index)
        .sort(),
    ).toEqual([0, 1, 2, 3]);
    events.forEach((event, k) => {
      expect(event.kind).toBe((['reset', 'set', 'example'] as const)[k % 3]);
      if (event.kind !== 'set') return;
      const mark = events[k + 1] as SimulationEvent & { kind: 'example' };
      expect(event.step).toBe(mark.step);
      expect(mark.label).toBe(mark.index % 2);
      expect([...(event.value as Float64Array)]).toEqual(mark.label === 0 ? [0.5, 0] : [0, 0.5]);
    });
  });

  it('without reset lets the network go on from example to example', async () => {
    const going = () => lettersScenario({ protocol: stages.map((stage) => ({ ...stage, reset: false })) });
    expect((await eventsOf(going)).filter(({ kind }) => kind === 'reset')).toEqual([]);
  });

  it('is the same for the same seed, and in another order for another', async () => {
    const order = async (seed: number) => {
      const experiment = experimentOf(lettersScenario(), { seed });
      const seen: number[] = [];
      experiment.simulation.events$.subscribe((event) => (event.kind === 'example' ? seen.push(event.index) : undefined));
      await finish(experiment);
      return [seen, experiment.result().spikeHash];
    };
    expect(await order(1)).toEqual(await order(1));
    expect(await order(1)).not.toEqual(await order(2));
  });

  it('yields at each example, so that an interrupt is heard however short they are', async () => {
    const host = new DataHost();
    await finish(experimentOf(lettersScenario(), { host }));
    expect(host.yields.length).toBeGreaterThanOrEqual(10);
  });

  it('stopped and run again presents the stopped example anew and counts no other twice', async () => {
    const whole = experimentOf(lettersScenario());
    await finish(whole);
    for (const stopAt of [0, 25, 119, 120, 145, 159]) {
      const host = new DataHost();
      const experiment = experimentOf(lettersScenario(), { host });
      const marks: string[] = [];
      experiment.simulation.events$.subscribe((event) =>
        event.kind === 'example' ? marks.push(`${event.split} ${event.index}`) : undefined,
      );
      const subscription = experiment.run$().subscribe();
      experiment.simulation
        .population('pixels')
        .spikes$.subscribe(({ step }) => (step === stopAt ? subscription.unsubscribe() : undefined));
      await settle();
      expect(experiment.simulation.nextStep).toBe(stopAt + 1);
      expect(experiment.result().interrupted).toBe(true);
      await finish(experiment);
      const { metrics, interrupted } = experiment.result();
      expect({ metrics, interrupted }).toEqual({ metrics: whole.result().metrics, interrupted: false });
      expect(marks).toHaveLength(11);
      expect(new Set(marks).size).toBe(10);
      expect(host.loaded).toHaveLength(1);
    }
  });

  it('tells no accuracy before anything was tested', async () => {
    const experiment = experimentOf(lettersScenario());
    expect(experiment.result()).toMatchObject({ metrics: {}, expect: [{ value: null, pass: null }] });
  });
});

describe('what is wrong with a protocol', () => {
  it('a test before any training', async () => {
    const experiment = experimentOf(lettersScenario({ protocol: [stages[1]!, stages[0]!] }));
    const failed = finish(experiment);
    await expect(failed).rejects.toBeInstanceOf(NeurariumError);
    await expect(failed).rejects.toMatchObject({ code: 'description', message: 'a test before any training' });
    expect(experiment.result()).toMatchObject({ interrupted: true, metrics: {} });
  });

  it('a data set that nobody knows, with the nearest name', async () => {
    for (const data of ['leters', 'toString']) {
      await expect(finish(experimentOf(lettersScenario({ data })))).rejects.toMatchObject({
        code: 'description',
        message: `data set '${data}' is unknown`,
        hint: data === 'leters' ? "Did you mean 'letters'?" : 'Known: letters.',
      });
    }
  });

  it('data that cannot be loaded, which may be there the next time', async () => {
    const host = new DataHost();
    const load = host.loadData.bind(host);
    host.loadData = () => Promise.reject(new NeurariumError({ code: 'data', message: 'no letters.bin' }));
    const experiment = experimentOf(lettersScenario(), { host });
    await expect(finish(experiment)).rejects.toMatchObject({ code: 'data', message: 'no letters.bin' });
    host.loadData = load;
    await finish(experiment);
    expect(experiment.result().metrics).toMatchObject({ spikes: 1 });
  });

  it('inputs that do not fit the encoded population', async () => {
    const experiment = experimentOf(
      scenario({
        ...about,
        network: () => network({ pixels: ramp.of(3) }, []),
        encode: { population: 'pixels', parameter: 'drive', scale: 0.5 },
        data: dataset('letters').split('train'),
        learner: ridge({ features: 'inputs', penalty: 1 }),
        protocol: stages,
      }),
    );
    await expect(finish(experiment)).rejects.toMatchObject({
      code: 'description',
      message: '2 values for 3 cells, expected one for each',
      where: 'population pixels, parameter drive',
    });
  });
});

describe('a protocol of trains', () => {
  /** Four steps: the input fires where it gets 1. */
  const trains: DatasetDescription = {
    name: 'trains',
    title: 'made up',
    licence: 'none needed',
    source: 'a test',
    file: null,
    open: () =>
      arrayDataset(
        {
          name: 'trains',
          size: 2,
          steps: 4,
          fields: {
            spikes: { shape: [1], perStep: true },
            early: { shape: [], classes: ['no', 'yes'] },
            late: { shape: [], classes: ['no', 'yes'] },
          },
        },
        { spikes: Float32Array.of(1, 0, 0, 0, 0, 0, 1, 1), early: Uint8Array.of(1, 0), late: Uint8Array.of(0, 1) },
      ),
  };
  const presented = (present: '4 ms' | '5 ms') => {
    const shown = { present, reset: true } as const;
    return experimentOf(
      scenario({
        ...about,
        network: () => network({ input: ramp.of(1) }, []),
        encode: { population: 'input', port: 'add' },
        data: dataset('trains').split('train'),
        learner: {
          late: ridge({ features: ['input'], field: 'late', filter: '2 ms', penalty: 0.01 }),
          early: ridge({ features: ['input'], penalty: 0.01 }),
        },
        protocol: [trainStage(shown), testStage({ split: 'train', ...shown })],
        metrics: { late: accuracy('late'), early: accuracy('early') },
      }),
      { datasets: { trains } },
    );
  };

  it('gives each step its inputs, and each learner its field', async () => {
    const experiment = presented('4 ms');
    const spikes: number[] = [];
    experiment.simulation.population('input').spikes$.subscribe(({ step, count }) => {
      if (count > 0) spikes.push(step);
    });
    await finish(experiment);
    const [first, second] = [[0], [6, 7]];
    expect([...spikes.slice(0, 3)].sort()).toEqual(spikes[0] === 0 ? [...first, ...second] : [2, 3, 4]);
    expect(experiment.result().metrics).toEqual({ late: 1, early: 1 });
    expect(experiment.confusion('late')!.classes).toEqual(['no', 'yes']);
  });

  it('refuses to present them for another time than they have', async () => {
    await expect(finish(presented('5 ms'))).rejects.toThrow('examples of data set trains have 4 steps, but are presented for 5');
  });
});
