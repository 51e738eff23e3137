/**
 * One model, many neurons: the twenty firing patterns of 2004, and the cell types of 2003, each with the current that brings it out.
 * Each pattern belongs to the step it was published with (with others, bursts have more spikes or fewer), so that each keeps its own.
 * The counts of 2004 are those of the published program; for the types of 2003, whose counts were not published, currents are our own
 * choice and counts those of a plain program of the same scheme.
 */
import { network, scenario, values } from '../engine/index.ts';
import { izhikevichOwnStep } from '../models/index.ts';

/** While from < t < to (ms): `value`, or value + slope (t - from). In mV/ms, the paper's I. */
interface Piece {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly slope?: number;
}

interface Pattern {
  /** a, b, c, d of the papers. */
  readonly abcd: readonly [number, number, number, number];
  /** v and u, in mV and mV/ms. */
  readonly start: readonly [number, number];
  /** In ms. */
  readonly step: number;
  /** In ms: the length of its figure, in which it fires `spikes` times. */
  readonly lasts: number;
  readonly current: readonly Piece[];
  readonly spikes: number;
  /** Other coefficients than 0.04 v^2 + 5 v + 140, or another u. */
  readonly other?:
    | { readonly slope: '4.1 1/ms'; readonly offset: '108 mV/ms' }
    | { readonly vNeutral: '-65 mV'; readonly recoveryLeak: 0 };
}

const end = 400;
const before = -1;
const on = (from: number, value: number, slope = 0): Piece[] => [{ from, to: end + 1, value, slope }];
const pulses = (value: number, width: number, ...times: number[]): Piece[] =>
  times.map((from) => ({ from, to: from + width, value }));
/** 80, but 75 from 50 to 250 ms, both included. */
const lessInBetween: Piece[] = [{ from: before, to: 50, value: 80 }, { from: 49.75, to: 250.25, value: 75 }, ...on(250, 80)];

const patterns = {
  tonicSpiking: { abcd: [0.02, 0.2, -65, 6], start: [-70, -14], step: 0.25, lasts: 100, current: on(10, 14), spikes: 5 },
  phasicSpiking: { abcd: [0.02, 0.25, -65, 6], start: [-64, -16], step: 0.25, lasts: 200, current: on(20, 0.5), spikes: 1 },
  tonicBursting: { abcd: [0.02, 0.2, -50, 2], start: [-70, -14], step: 0.25, lasts: 220, current: on(22, 15), spikes: 28 },
  phasicBursting: { abcd: [0.02, 0.25, -55, 0.05], start: [-64, -16], step: 0.2, lasts: 200, current: on(20, 0.6), spikes: 6 },
  mixedMode: { abcd: [0.02, 0.2, -55, 4], start: [-70, -14], step: 0.25, lasts: 160, current: on(16, 10), spikes: 6 },
  frequencyAdaptation: { abcd: [0.01, 0.2, -65, 8], start: [-70, -14], step: 0.25, lasts: 85, current: on(8.5, 30), spikes: 6 },
  class1Excitable: {
    abcd: [0.02, -0.1, -55, 6],
    start: [-60, 6],
    step: 0.25,
    lasts: 300,
    current: on(30, 0, 0.075),
    spikes: 10,
    other: { slope: '4.1 1/ms', offset: '108 mV/ms' },
  },
  class2Excitable: {
    abcd: [0.2, 0.26, -65, 0],
    start: [-64, -16.64],
    step: 0.25,
    lasts: 300,
    current: [{ from: before, to: 30.25, value: -0.5 }, ...on(30, -0.5, 0.015)],
    spikes: 14,
  },
  spikeLatency: { abcd: [0.02, 0.2, -65, 6], start: [-70, -14], step: 0.2, lasts: 100, current: pulses(7.04, 3, 10), spikes: 1 },
  subthresholdOscillations: {
    abcd: [0.05, 0.26, -60, 0],
    start: [-62, -16.12],
    step: 0.25,
    lasts: 200,
    current: pulses(2, 5, 20),
    spikes: 1,
  },
  // Twice two pulses: only those a period of its oscillation apart add up.
  resonator: {
    abcd: [0.1, 0.26, -60, -1],
    start: [-62, -16.12],
    step: 0.25,
    lasts: 400,
    current: pulses(0.65, 4, 40, 60, 280, 320),
    spikes: 1,
  },
  integrator: {
    abcd: [0.02, -0.1, -55, 6],
    start: [-60, 6],
    step: 0.25,
    lasts: 100,
    current: pulses(9, 2, 100 / 11, 100 / 11 + 5, 70, 80),
    spikes: 1,
    other: { slope: '4.1 1/ms', offset: '108 mV/ms' },
  },
  reboundSpike: { abcd: [0.03, 0.25, -60, 4], start: [-64, -16], step: 0.2, lasts: 200, current: pulses(-15, 5, 20), spikes: 1 },
  reboundBurst: { abcd: [0.03, 0.25, -52, 0], start: [-64, -16], step: 0.2, lasts: 200, current: pulses(-15, 5, 20), spikes: 7 },
  thresholdVariability: {
    abcd: [0.03, 0.25, -60, 4],
    start: [-64, -16],
    step: 0.25,
    lasts: 100,
    current: [...pulses(1, 5, 10, 80), ...pulses(-6, 5, 70)],
    spikes: 1,
  },
  bistability: {
    abcd: [0.1, 0.26, -60, 0],
    start: [-61, -15.86],
    step: 0.25,
    lasts: 300,
    current: [
      { from: before, to: 37.75, value: 0.24 },
      ...pulses(1.24, 5, 37.5, 216),
      { from: 42.25, to: 216.25, value: 0.24 },
      ...on(220.75, 0.24),
    ],
    spikes: 5,
  },
  afterPotential: { abcd: [1, 0.2, -60, -21], start: [-70, -14], step: 0.1, lasts: 50, current: pulses(20, 2, 9), spikes: 1 },
  // A slow ramp up to 8 leaves it silent, a steep one up to 4 does not.
  accommodation: {
    abcd: [0.02, 1, -55, 4],
    start: [-65, -16],
    step: 0.5,
    lasts: 400,
    current: [
      { from: 0, to: 200, value: 0, slope: 0.04 },
      { from: 300, to: 312.5, value: 0, slope: 0.32 },
    ],
    spikes: 1,
    other: { vNeutral: '-65 mV', recoveryLeak: 0 },
  },
  inhibitionInducedSpiking: {
    abcd: [-0.02, -1, -60, 8],
    start: [-63.8, 63.8],
    step: 0.5,
    lasts: 350,
    current: lessInBetween,
    spikes: 3,
  },
  inhibitionInducedBursting: {
    abcd: [-0.026, -1, -45, -2],
    start: [-63.8, 63.8],
    step: 0.5,
    lasts: 350,
    current: lessInBetween,
    spikes: 12,
  },
  regularSpiking: { abcd: [0.02, 0.2, -65, 8], start: [-70, -14], step: 0.25, lasts: 300, current: on(20, 10), spikes: 7 },
  intrinsicallyBursting: {
    abcd: [0.02, 0.2, -55, 4],
    start: [-70, -14],
    step: 0.25,
    lasts: 300,
    current: on(20, 10),
    spikes: 11,
  },
  chattering: { abcd: [0.02, 0.2, -50, 2], start: [-70, -14], step: 0.25, lasts: 300, current: on(20, 10), spikes: 23 },
  fastSpiking: { abcd: [0.1, 0.2, -65, 2], start: [-70, -14], step: 0.25, lasts: 300, current: on(20, 10), spikes: 31 },
  lowThreshold: { abcd: [0.02, 0.25, -65, 2], start: [-64.4, -16.1], step: 0.25, lasts: 300, current: on(20, 10), spikes: 22 },
  thalamoCortical: {
    abcd: [0.02, 0.25, -65, 0.05],
    start: [-64.4, -16.1],
    step: 0.25,
    lasts: 300,
    current: on(20, 1),
    spikes: 6,
  },
  thalamoCorticalRebound: {
    abcd: [0.02, 0.25, -65, 0.05],
    start: [-64.4, -16.1],
    step: 0.25,
    lasts: 300,
    current: pulses(-10, 100, 20),
    spikes: 3,
  },
  resonating: { abcd: [0.1, 0.26, -65, 2], start: [-62.5, -16.25], step: 0.25, lasts: 300, current: on(20, 0.5), spikes: 9 },
} as const satisfies Readonly<Record<string, Pattern>>;

type Name = keyof typeof patterns;
const names = Object.keys(patterns) as Name[];

function cellOf({ abcd: [a, b, c, d], start: [v, u], step, other }: Pattern) {
  return izhikevichOwnStep.of(1, {
    ownStep: `${step} ms`,
    recoveryRate: `${a} 1/ms`,
    sensitivity: `${b} 1/ms`,
    vReset: `${c} mV`,
    recoveryJump: `${d} mV/ms`,
    v: `${v} mV`,
    u: `${u} mV/ms`,
    ...other,
  });
}

/** A constant piece is held; a ramp has one value in each own step of its pattern. */
function stimuliOf(to: Name) {
  const { step, current }: Pattern = patterns[to];
  return current.map(({ from, to: until, value, slope = 0 }) => {
    const first = Math.max(0, Math.floor(from / step) + 1);
    const count = Math.ceil(Math.min(until, end + step) / step) - first;
    const onto = { to, port: 'current' } as const;
    if (slope === 0)
      return { ...onto, value: `${value} mV/ms`, start: `${first * step} ms`, duration: `${count * step} ms` } as const;
    const times = Array.from({ length: count }, (_, k) => (first + k) * step);
    return {
      ...onto,
      value: values(
        'mV/ms',
        times.map((t) => value + slope * (t - from)),
      ),
      at: times.map(() => 0),
      times: values('ms', times),
    };
  });
}

/** In Hz, so that no other number of spikes within its figure fits. */
function expectationOf(of: Name) {
  const { spikes, lasts, step }: Pattern = patterns[of];
  const rateOf = (count: number) => Math.round((10_000 * count) / (lasts + step)) / 10;
  const between = [rateOf(spikes - 0.5), rateOf(spikes + 0.5)] as const;
  const why = `Hz: ${spikes} spike${spikes === 1 ? '' : 's'} in ${lasts} ms`;
  return { of, measure: 'rate', between, window: ['0 ms', `${lasts + step} ms`], why } as const;
}

export default scenario({
  id: 'patterns',
  title: 'One model, twenty firing patterns and eight types of cells',
  source: 'Izhikevich 2004, IEEE Trans Neural Netw 15:1063, figure 1; Izhikevich 2003, IEEE Trans Neural Netw 14:1569, figure 2',
  // Divides all of the patterns' own steps.
  dt: '0.05 ms',
  duration: `${end + 0.5} ms`,
  network: () => {
    const cells = Object.fromEntries(names.map((name) => [name, cellOf(patterns[name])]));
    return network(cells as Readonly<Record<Name, ReturnType<typeof cellOf>>>, []);
  },
  stimuli: names.flatMap(stimuliOf),
  panels: [{ panel: 'raster', of: names }, ...names.map((of) => ({ panel: 'trace', of, variable: 'v', cells: [0] }) as const)],
  expect: names.map(expectationOf),
});
