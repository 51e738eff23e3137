import { describe, expect, it } from 'vitest';
import { defineCell, defineNeuron } from '../../engine/define-neuron.ts';
import { scenario } from '../../engine/define-scenario.ts';
import { describeScenario, meets } from '../../engine/describe-scenario.ts';
import { accuracy } from '../../engine/metrics.ts';
import { network } from '../../engine/network.ts';
import { values } from '../../engine/parameter-value.ts';
import { isScenario } from '../../engine/scenario.ts';
import { dataset, ridge, test as testStage, train } from '../../engine/training/index.ts';
import { oneToOne, probability } from '../../engine/wiring.ts';

const lif = defineNeuron({
  name: 'lif',
  source: 's',
  parameters: {
    tau: { default: '20 ms', doc: 'd' },
    rate: { default: '0 Hz', doc: 'd', min: 0 },
    threshold: { default: '1 mV', doc: 'd' },
  },
  state: { v: { unit: 'mV', initial: 0, doc: 'd' } },
  ports: { excitatory: { unit: 'mV', on: 'v += weight' }, drive: { unit: 'mV' } },
  equations: 'dv/dt = (drive - v) / tau',
  spike: { when: 'v > threshold', reset: 'v = 0 * v' },
});
const about = { id: 'some-net', title: 'A net', source: 'a paper', dt: '0.1 ms', duration: '1 s' } as const;
const one = () => network({ E: lif.of(10) }, []);

const balanced = scenario({
  ...about,
  controls: {
    size: { default: 10, min: 1, max: 100, integer: true, doc: 'neurons' },
    weight: { default: '1.62 mV', doc: 'weight' },
  },
  network: ({ size, weight }) =>
    network({ E: lif.of(size) }, [{ from: 'E', to: 'E', port: 'excitatory', wiring: probability(0.1), weight }]),
  stimuli: ({ weight }) => [
    { to: 'E', port: 'drive', value: weight, cells: [0], start: '10 ms', duration: '0.1 s' },
    { to: 'E', port: 'excitatory', value: values('V', [0.001, 0.002]), at: [0, 0], times: values('ms', [5, 7]) },
  ],
  panels: [{ panel: 'raster', of: ['E'] }],
  expect: [{ of: 'E', measure: 'rate', between: [4.8, 6.3], window: ['0.2 s', '1 s'], why: 'Hz' }],
});

describe('a scenario', () => {
  it('becomes plain data with its controls, dt and duration', () => {
    const run = describeScenario(balanced, { controls: { size: '20', weight: '0.002 V' }, dt: '0.05 ms', duration: '2 s' });
    expect(run).toMatchObject({
      id: 'some-net',
      dt: 0.05,
      duration: 2000,
      steps: 40_000,
      precision: 'float64',
      data: null,
      protocol: [],
    });
    expect(run.controls).toEqual({ size: 20, weight: '2 mV' });
    expect(run.network.populations[0]!.size).toBe(20);
    expect(run.network.projections[0]!.weight).toBe(2);
    expect(run.expect).toEqual([{ of: 'E', measure: 'rate', between: [4.8, 6.3], window: [200, 1000], why: 'Hz' }]);
    expect(run.stimuli).toEqual([
      { kind: 'held', to: 'E', port: 'drive', cells: Uint32Array.of(0), value: 2, start: 10, duration: 100 },
      {
        kind: 'events',
        to: 'E',
        port: 'excitatory',
        cells: Uint32Array.of(0, 0),
        times: Float64Array.of(5, 7),
        value: Float64Array.of(1, 2),
      },
    ]);
    expect(structuredClone(run)).toEqual(run);
  });

  it('keeps its own dt and duration unless others are chosen', () => {
    expect(describeScenario(balanced)).toMatchObject({ dt: 0.1, duration: 1000, steps: 10_000 });
    expect(isScenario(balanced)).toBe(true);
    expect([null, {}, { kind: 'model' }, lif].map(isScenario)).toEqual([false, false, false, false]);
  });

  it.each(['0 ms', '-0.1 ms'])('refuses dt %s', (dt) => {
    expect(() => describeScenario(balanced, { dt })).toThrow(`dt is ${dt}, expected more than 0`);
  });

  it('refuses a duration that is no multiple of dt, that is shorter than dt, or that is zero', () => {
    expect(() => describeScenario(balanced, { duration: '1.05 ms' })).toThrow(
      expect.objectContaining({ hint: "Nearest: '1 ms' or '1.1 ms'." }),
    );
    expect(() => describeScenario(balanced, { dt: '2 s' })).toThrow('dt is 2000 ms, longer than the whole run of 1000 ms');
    expect(() => describeScenario(balanced, { duration: '0 s' })).toThrow('duration is 0 ms, expected more than 0');
    expect(() => describeScenario(balanced, { duration: '1' })).toThrow("duration: '1' has no unit");
  });

  it('says what its own functions threw, with what they were called', () => {
    const make = () =>
      scenario({
        ...about,
        controls: { size: { default: 3, doc: 'd' } },
        network: ({ size }) => {
          if (size > 2) throw new TypeError('boom');
          return one();
        },
      });
    const expected = {
      code: 'description',
      message: 'network of scenario some-net threw TypeError: boom',
      where: 'scenario some-net',
    };
    expect(make).toThrow(expect.objectContaining({ ...expected, hint: 'It was called with {"size":3}.' }));
    expect(() => scenario({ ...about, network: (() => undefined) as never })).toThrow('network gave undefined');
  });

  it('checks its names and texts', () => {
    expect(() => scenario({ ...about, id: 'Some Net', network: one })).toThrow("scenario id 'Some Net' is not kebab-case");
    expect(() => scenario({ ...about, title: ' ', network: one })).toThrow('title is missing');
    const { duration: _, ...open } = about;
    expect(() => scenario({ ...open, network: one })).toThrow('duration is missing');
    expect(() => scenario({ ...about, network: one, panels: [{ panel: 'trace', of: 'E', variable: 'w', cells: [0] }] })).toThrow(
      "no state variable 'w'",
    );
    expect(() => scenario({ ...about, network: one, panels: [{ panel: 'trace', of: 'E', variable: 'v', cells: [-1] }] })).toThrow(
      'cell -1',
    );
    const upsideDown = { panel: 'trace', of: 'E', variable: 'v', cells: [0], between: [2, 1] } as const;
    expect(() => scenario({ ...about, network: one, panels: [upsideDown] })).toThrow('between 2 and 1');
  });

  it('checks expectations', () => {
    const expecting = (expectation: object) => () =>
      scenario({ ...about, network: one, expect: [{ measure: 'rate', why: 'w', ...expectation }] });
    expect(expecting({})).toThrow("neither 'between' nor 'atLeast' nor 'atMost'");
    expect(expecting({ between: [2, 1] })).toThrow('between 2 and 1');
    expect(expecting({ atLeast: 1, why: '' })).toThrow("'why' is missing");
    expect(expecting({ atLeast: 1, window: ['2 s', '1 s'] })).toThrow("window from '2 s' to '1 s'");
    const [limits] = describeScenario(
      scenario({ ...about, network: one, expect: [{ measure: 'cv', atLeast: 0.8, why: 'w' }] }),
    ).expect;
    expect([0.8, 5, 0.79, Number.NaN].map((value) => meets(limits!, value))).toEqual([true, true, false, false]);
  });

  it('checks stimuli', () => {
    const stimulated = (stimulus: object) => () =>
      scenario({ ...about, network: one, stimuli: [{ to: 'E', port: 'drive', value: '1 mV', ...stimulus }] });
    expect(stimulated({ cells: [10] })).toThrow("'cells' has the cell 10, expected indices from 0 to 9");
    expect(stimulated({ start: '-1 ms' })).toThrow("start is '-1 ms'");
    expect(stimulated({ value: values('mV', [1, 2]) })).toThrow('value: 2 values, expected 10');
    expect(stimulated({ at: [0], times: values('ms', [1, 2]) })).toThrow('times: 2 values, expected 1');
    expect(stimulated({ at: [0], times: values('ms', [-1]) })).toThrow('entry 0 is -1 ms');
    expect(stimulated({ times: values('ms', [1]) })).toThrow("'at' is missing");
  });

  it('replaces integrators, and checks that they fit', () => {
    const made = scenario({ ...about, network: one, integrators: { E: 'euler' } });
    expect(describeScenario(made).network.populations[0]!.model.integrator).toBe('euler');
    expect(() => scenario({ ...about, network: one, integrators: { E: 'discrete' } })).toThrow(
      expect.objectContaining({ code: 'equation' }),
    );
  });
});

describe('a training scenario', () => {
  const { duration: _, ...open } = about;
  const present = '60 ms';
  const liquid = () =>
    network({ input: lif.of(4), liquid: lif.of(4) }, [
      { from: 'input', to: 'liquid', port: 'excitatory', wiring: oneToOne(), weight: '1 mV' },
    ]);
  const digits = {
    ...open,
    controls: { examples: { default: 100, integer: true, named: { all: 9002 }, doc: 'd' } },
    network: liquid,
    encode: { population: 'input', parameter: 'rate', scale: '100 Hz' },
    learner: { readout: ridge({ features: ['liquid'], penalty: 1 }), pixels: ridge({ features: 'inputs', penalty: 10 }) },
    metrics: { accuracy: accuracy(), pixelAccuracy: accuracy('pixels') },
    expect: [{ measure: 'accuracy', atLeast: 0.8, why: 'w' }],
  } as const;

  it('says what it selects, encodes, learns and measures, as plain data', () => {
    const run = describeScenario(
      scenario({
        ...digits,
        data: ({ examples }) => dataset('mnist').split('train', examples),
        protocol: ({ examples }) => [
          train({ present, reset: true }),
          testStage({ split: 'test', examples, present, reset: true }),
        ],
      }),
      { controls: { examples: 'all' } },
    );
    expect(run).toMatchObject({
      duration: null,
      steps: null,
      data: { dataset: 'mnist', options: {}, parts: ['train'], examples: 9002 },
      encode: [{ population: 'input', parameter: 'rate', field: null, scale: 0.1 }],
      learners: { readout: { kind: 'ridge', features: ['liquid'], penalty: 1 }, pixels: { features: 'inputs' } },
      protocol: [
        { kind: 'train', present: 60, reset: true },
        { kind: 'test', split: 'test', examples: 9002, present: 60, reset: true },
      ],
      metrics: { accuracy: { kind: 'accuracy', learner: 'readout' }, pixelAccuracy: { kind: 'accuracy', learner: 'pixels' } },
    });
    expect(run.network.populations[0]!.parameters['rate']).toEqual({ kind: 'values', values: new Float64Array(4) });
    expect(() => describeScenario(balancedDigits(), { duration: '1 s' })).toThrow(
      'the protocol of some-net says how long it takes',
    );
  });

  const balancedDigits = () =>
    scenario({ ...digits, data: dataset('mnist').split('train'), protocol: [train({ present, reset: true })] });

  it('refuses what does not fit together', () => {
    const data = dataset('mnist').split('train', 10);
    const protocol = [train({ present, reset: true })];
    expect(() => scenario({ ...digits, protocol })).toThrow('a protocol without data');
    expect(() => scenario({ ...digits, data, protocol, duration: '1 s' })).toThrow('both a duration and a protocol');
    expect(() => scenario({ ...digits, data, protocol, metrics: { accuracy: accuracy('pixel') } })).toThrow(
      "learner 'pixel' is unknown",
    );
    expect(() =>
      scenario({
        ...digits,
        data,
        protocol,
        learner: ridge({ features: ['liquit'], penalty: 1 }),
        metrics: { accuracy: accuracy() },
      }),
    ).toThrow(expect.objectContaining({ message: "population 'liquit' is unknown", hint: "Did you mean 'liquid'?" }));
    expect(() => scenario({ ...digits, data, protocol, encode: { ...digits.encode, parameter: 'rat' } })).toThrow(
      "'rat' is no parameter of input",
    );
    expect(() => scenario({ ...digits, data, protocol, encode: { ...digits.encode, scale: '1 mV' } })).toThrow("'1 mV' is in mV");
    for (const more of [{ steps: 1 }, { gates: ['liquid.excitatory'] }, { during: ['test'] }] as const)
      expect(() => scenario({ ...digits, data, protocol, encode: { population: 'input', port: 'excitatory', ...more } })).toThrow(
        'steps, gates or during of what is presented for a time',
      );
    expect(() => scenario({ ...digits, data, protocol: [train({ present: '60.05 ms', reset: true })] })).toThrow(
      'present of 60.05 ms',
    );
    expect(() => dataset('mnist').split('trian' as never)).toThrow("split 'trian' is unknown");
    expect(() => dataset('mnist').split('train', 0)).toThrow('0 examples');
    expect(() => ridge({ features: [], penalty: 1 })).toThrow('features of ridge() are empty');
    expect(() => ridge({ features: 'inputs', penalty: -1 })).toThrow('penalty of ridge() is -1');
    expect(() => train({ present: '0 ms', reset: true })).toThrow("present is '0 ms'");
  });
});

it('a scenario of cells without spikes is described like any other', () => {
  const cell = defineCell({ name: 'c', source: 's', state: { x: { unit: '1', initial: 1, doc: 'd' } }, equations: "x' = x / 2" });
  expect(
    describeScenario(scenario({ ...about, network: () => network({ C: cell.of(1) }, []) })).network.populations,
  ).toHaveLength(1);
});
