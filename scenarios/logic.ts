/** McCulloch-Pitts nets: gates, a latch and a binary counter. Each unit costs one step. Nets with circles remember. */
import { network, type Populations, pairs, patternErrors, scenario, values } from '../engine/index.ts';
import { binaryCounterNet, latchNet, mcCullochPitts, thresholdParts } from '../models/index.ts';

const steps = 200;
const inputs = ['a', 'b', 'always', 'set', 'clear', 'pulse'] as const;
const bits = 3;
const units = [
  { name: 'and', threshold: 2, excitatory: ['a', 'b'], inhibitory: [] },
  { name: 'or', threshold: 1, excitatory: ['a', 'b'], inhibitory: [] },
  { name: 'notA', threshold: 1, excitatory: ['always'], inhibitory: ['a'] },
  { name: 'aNotB', threshold: 1, excitatory: ['a'], inhibitory: ['b'] },
  { name: 'bNotA', threshold: 1, excitatory: ['b'], inhibitory: ['a'] },
  { name: 'xor', threshold: 1, excitatory: ['aNotB', 'bNotA'], inhibitory: [] },
  ...latchNet().units,
  ...binaryCounterNet(bits).units,
];

/** All four rows of a truth table over and over; a pulse every 12 steps, so that the carry has passed before the next. */
const every = Array.from({ length: steps }, (_, step) => step);
const fires: Readonly<Record<(typeof inputs)[number], (step: number) => boolean>> = {
  a: (step) => (step >> 1) % 2 === 1,
  b: (step) => step % 2 === 1,
  always: () => true,
  set: (step) => step % 50 === 10,
  clear: (step) => step % 50 === 30,
  pulse: (step) => step % 12 === 6,
};
const events = inputs.flatMap((name, cell) => every.filter(fires[name]).map((step) => ({ cell, step })));

/** What must be seen, worked out without any net: truth tables, an interval test, and counting. */
const { a, b, pulse } = fires;
const pulsesBefore = (step: number) => every.filter((s) => s < step && pulse(s)).length;
const expected: Readonly<Record<string, (step: number) => boolean>> = {
  and: (step) => step >= 1 && a(step - 1) && b(step - 1),
  or: (step) => step >= 1 && (a(step - 1) || b(step - 1)),
  notA: (step) => step >= 1 && !a(step - 1),
  xor: (step) => step >= 2 && a(step - 2) !== b(step - 2),
  latch: (step) => step % 50 > 10 && step % 50 <= 30,
  // Bit i changes 2 + i steps after its pulse.
  ...Object.fromEntries(
    Array.from({ length: bits }, (_, i) => [`bit${i}`, (step: number) => ((pulsesBefore(step - 1 - i) >> i) & 1) === 1]),
  ),
};
const watched = Object.keys(expected);
const expectedSpikes = watched.flatMap((name, cell) =>
  every.filter((step) => step >= 1 && expected[name]!(step - 1)).map((step) => [cell, step] as const),
);

export default scenario({
  id: 'logic',
  title: 'McCulloch-Pitts nets: gates, a latch, a binary counter',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115',
  dt: '1 ms',
  duration: `${steps} ms`,
  network: () => {
    const net = thresholdParts({ inputs, units, outputs: watched, lag: 1, inhibition: 'absolute' });
    const names = units.map(({ name }) => name);
    // Repeats the units whose truth is known, one step later, for the test.
    const repeated = pairs(
      watched.map((name) => names.indexOf(name)),
      watched.map((_, k) => k),
    );
    const populations: Populations = { ...net.populations, answers: mcCullochPitts.of(watched.length) };
    return network(populations, [
      ...net.connections,
      { from: 'units', to: 'answers', port: 'excitatory', wiring: repeated, weight: 1 },
    ]);
  },
  stimuli: [
    {
      to: 'inputs',
      port: 'events',
      value: 1,
      at: events.map(({ cell }) => cell),
      times: values(
        'ms',
        events.map(({ step }) => step),
      ),
    },
  ],
  panels: [
    { panel: 'raster', of: ['inputs', 'units', 'answers'] },
    { panel: 'graph', of: ['inputs', 'units'] },
  ],
  metrics: { wrong_spikes: patternErrors('answers', expectedSpikes) },
  expect: [{ measure: 'wrong_spikes', atMost: 0, why: 'truth tables, latch and counter, step by step' }],
});
