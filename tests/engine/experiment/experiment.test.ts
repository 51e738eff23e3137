import { describe, expect, it } from 'vitest';
import {
  intervalError,
  network,
  oneToOne,
  patternErrors,
  type Scenario,
  scenario,
  volleySize,
  volleySpread,
} from '../../../engine/index.ts';
import { counter, FakeHost, settle, simulate } from '../simulation/small.ts';
import { experimentOf, finish, ramp } from './small.ts';

const about = { id: 'ramps', title: 'a test', source: 'a test', dt: '1 ms', duration: '100 ms' } as const;

/** Two neurons that spike every 2nd and every 4th step, one that never does, and a counter of all their spikes. */
const ramps = () =>
  network({ R: ramp.of(2, { drive: [0.5, 0.25] }), silent: ramp.of(1), sums: counter.of(2) }, [
    { from: 'R', to: 'sums', port: 'add', wiring: oneToOne(), weight: 1 },
  ]);

type Expectations = NonNullable<Parameters<typeof scenario>[0]['expect']>;

function expecting(expect: Expectations, duration = '100 ms'): Scenario {
  return scenario({ ...about, duration: duration as '100 ms', network: ramps, expect: expect as never });
}

async function judged(expect: Expectations, duration?: string) {
  const experiment = experimentOf(expecting(expect, duration));
  await finish(experiment);
  return experiment.result().expect.map(({ value, pass }) => [value, pass]);
}

describe('the result of an experiment', () => {
  it('tells spikes, rates and irregularity of each population that spikes, synapses, events and hashes', async () => {
    const experiment = experimentOf(scenario({ ...about, network: ramps }));
    const progress = await finish(experiment);
    const result = experiment.result();
    const plain = simulate(ramps());
    plain.step(100);
    expect(result).toEqual({
      steps: 100,
      interrupted: false,
      // 50 and 25 spikes of two cells in 0.1 s.
      populations: { R: { spikes: 75, rate: 375, cv: 0 }, silent: { spikes: 0, rate: 0, cv: null }, sums: null },
      metrics: {},
      expect: [],
      synapses: 2,
      synapticEvents: 75,
      spikeHash: plain.spikeHash,
      stateHash: plain.stateHash,
    });
    expect(progress.at(-1)).toMatchObject({ step: 100, done: 100, total: 100, time: 100 });
  });

  it('of an interrupted run is what was done by then; running on leads to the same end as one run', async () => {
    const make = (host: FakeHost) => {
      const experiment = experimentOf(expecting([{ of: 'R', measure: 'rate', atLeast: 300, why: 'Hz' }]), { host });
      experiment.simulation.population('R').spikes$.subscribe(() => {
        host.time += 5;
      });
      return experiment;
    };
    const whole = make(new FakeHost());
    await finish(whole);

    const experiment = make(new FakeHost());
    const subscription = experiment.run$().subscribe(({ step }) => {
      if (step >= 40) subscription.unsubscribe();
    });
    await settle();
    const half = experiment.result();
    expect(half).toMatchObject({ interrupted: true, steps: 40, populations: { R: { spikes: 30, rate: 375 } } });
    expect(half.expect).toEqual([{ of: 'R', measure: 'rate', value: 375, between: [300, null], pass: null, why: 'Hz' }]);
    const rest = await finish(experiment);
    expect(rest.at(-1)).toMatchObject({ step: 100, done: 60, total: 60 });
    expect(experiment.result()).toEqual(whole.result());
    expect(experiment.result().expect[0]!.pass).toBe(true);

    await finish(experiment);
    expect(experiment.result()).toEqual(whole.result());
  });

  it('needs one run at a time', async () => {
    const experiment = experimentOf(scenario({ ...about, network: ramps }));
    const first = finish(experiment);
    await expect(finish(experiment)).rejects.toMatchObject({ code: 'usage', message: 'this experiment is already running' });
    await first;
    expect(experiment.result()).toMatchObject({ interrupted: false, steps: 100 });
  });

  it('knows the stimuli of the scenario', async () => {
    const experiment = experimentOf(
      scenario({
        ...about,
        network: () => network({ R: ramp.of(2) }, []),
        stimuli: [{ to: 'R', port: 'add', value: 1, cells: [1], start: '10 ms', duration: '3 ms' }],
      }),
    );
    await finish(experiment);
    expect(experiment.result().populations['R']).toMatchObject({ spikes: 3 });
  });
});

describe('an expectation', () => {
  it('is judged by its limits, which are included', async () => {
    expect(
      await judged([
        { of: 'R', measure: 'rate', between: [375, 400], why: 'in' },
        { of: 'R', measure: 'rate', atLeast: 376, why: 'below' },
        { of: 'R', measure: 'rate', atMost: 374, why: 'above' },
        { of: 'silent', measure: 'rate', atMost: 0, why: 'none' },
        { of: 'R', measure: 'cv', atMost: 0, why: 'regular' },
        { of: 'silent', measure: 'cv', atLeast: 0, why: 'no intervals, so nothing to pass with' },
      ]),
    ).toEqual([
      [375, true],
      [375, false],
      [375, false],
      [0, true],
      [0, true],
      [null, false],
    ]);
  });

  it('without a population is over all that spike, weighted by their sizes', async () => {
    expect(
      await judged([
        { measure: 'rate', between: [250, 250], why: 'Hz: 75 spikes of 3 cells in 0.1 s' },
        { measure: 'rate', between: [250, 250], window: ['40 ms', '60 ms'], why: 'the same in a window' },
      ]),
    ).toEqual([
      [250, true],
      [250, true],
    ]);
  });

  it('counts the part of the run that its window names: its first step, and not its last', async () => {
    // Spikes in steps 1, 3, 5, ... and 3, 7, 11, ...
    expect(
      await judged([
        { of: 'R', measure: 'rate', between: [500, 500], window: ['3 ms', '4 ms'], why: '2 spikes of 2 cells in 1 ms: 1000 Hz' },
        { of: 'R', measure: 'rate', between: [0, 0], window: ['2 ms', '3 ms'], why: 'none' },
        { of: 'R', measure: 'rate', between: [0, 1000], window: ['90 ms', '100 ms'], why: 'up to the end' },
      ]),
    ).toEqual([
      [1000, false],
      [0, true],
      [400, true],
    ]);
  });

  it('is not judged where its window begins after the run, nor where the run was interrupted', async () => {
    const windows: Expectations = [
      { of: 'R', measure: 'rate', atLeast: 1, window: ['0 ms', '100 ms'], why: 'all' },
      { of: 'R', measure: 'rate', atLeast: 1, window: ['50 ms', '101 ms'], why: 'what there is of it' },
      { of: 'R', measure: 'rate', atLeast: 1, window: ['200 ms', '300 ms'], why: 'far beyond' },
    ];
    expect(await judged(windows)).toEqual([
      [375, true],
      [380, true],
      [null, null],
    ]);
    const experiment = experimentOf(
      expecting([
        { of: 'R', measure: 'rate', atLeast: 1, window: ['0 ms', '4 ms'], why: 'over' },
        { of: 'R', measure: 'rate', atLeast: 1, why: 'the whole run' },
      ]),
    );
    const subscription = experiment.run$().subscribe();
    experiment.simulation.population('R').spikes$.subscribe(({ step }) => (step === 9 ? subscription.unsubscribe() : undefined));
    await settle();
    expect(experiment.result().expect.map(({ pass }) => pass)).toEqual([null, null]);
  });
});

describe('a metric', () => {
  const measured = async (metrics: NonNullable<Parameters<typeof scenario>[0]['metrics']>) => {
    const experiment = experimentOf(scenario({ ...about, network: ramps, metrics: metrics as never }));
    await finish(experiment);
    return experiment.result().metrics;
  };

  it('intervalError is the largest difference of any interval from that expected of its cell, in steps', async () => {
    expect(
      await measured({
        right: intervalError('R', [2, 4]),
        wrong: intervalError('R', [2.5, 1]),
        none: intervalError('silent', [3]),
      }),
    ).toEqual({ right: 0, wrong: 3 });
  });

  it('intervalError without an interval for each cell is an error', () => {
    const short = scenario({ ...about, network: ramps, metrics: { wrong: intervalError('R', [2]) } });
    expect(() => experimentOf(short)).toThrow(
      expect.objectContaining({
        code: 'description',
        message: '1 expected intervals, but R has 2 cells',
        where: 'metric wrong',
      }),
    );
  });

  it('patternErrors counts spikes that are not expected and expected ones that did not come', async () => {
    const expected = [0, 1].flatMap((cell) =>
      Array.from({ length: cell === 0 ? 50 : 25 }, (_, k) => [cell, (k + 1) * (cell === 0 ? 2 : 4) - 1] as const),
    );
    expect(
      await measured({
        right: patternErrors('R', expected),
        one_late: patternErrors('R', [...expected.slice(1), [0, 2]]),
        one_missing: patternErrors('R', [...expected, [1, 50]]),
        one_too_many: patternErrors('R', expected.slice(1)),
      }),
    ).toEqual({ right: 0, one_late: 2, one_missing: 1, one_too_many: 1 });
  });

  it('volleySize and volleySpread tell of the fullest window of a population', async () => {
    // Cell 0 spikes in the steps 1, 3, 5 and so on, cell 1 in 3, 7, 11: a window of one step has two spikes, one of three steps three.
    expect(
      await measured({
        step: volleySize('R', { within: '1 ms' }),
        step_spread: volleySpread('R', { within: '1 ms' }),
        three: volleySize('R', { within: '3 ms' }),
        three_spread: volleySpread('R', { within: '3 ms' }),
        none: volleySize('silent', { within: '3 ms' }),
        none_spread: volleySpread('silent', { within: '3 ms' }),
      }),
    ).toEqual({ step: 2, step_spread: 0, three: 3, three_spread: Math.sqrt(8 / 9), none: 0 });
  });

  it('a volley within no time is an error', () => {
    expect(() => volleySize('R', { within: '0 ms' })).toThrow("within is '0 ms', expected more than 0");
  });

  it('may be expected something of', async () => {
    const experiment = experimentOf(
      scenario({
        ...about,
        network: ramps,
        metrics: { error: intervalError('R', [2, 5]), none: intervalError('silent', [1]) },
        expect: [
          { measure: 'error', atMost: 1, why: 'steps' },
          { measure: 'error', atMost: 0.5, why: 'steps' },
          { measure: 'none', atMost: 1, why: 'there are no intervals, so it cannot pass' },
        ],
      }),
    );
    await finish(experiment);
    expect(experiment.result().expect.map(({ value, pass }) => [value, pass])).toEqual([
      [1, true],
      [1, false],
      [null, false],
    ]);
  });
});

describe('dispose', () => {
  it('completes the streams and leaves the result as it was', async () => {
    const experiment = experimentOf(scenario({ ...about, network: ramps }));
    const completed: string[] = [];
    experiment.simulation.population('R').spikes$.subscribe({ complete: () => completed.push('complete') });
    await finish(experiment);
    const before = experiment.result();
    experiment.dispose();
    expect(completed).toEqual(['complete']);
    expect(experiment.result()).toEqual(before);
  });
});
