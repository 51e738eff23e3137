/**
 * McCulloch-Pitts nets: gates, a latch and a binary counter. Each unit costs one step. Nets with circles remember.
 *
 * Counter, bit i: `set` fires on a pulse if the bit is 0, `clear` if it is 1; the bit holds itself until cleared; `clear` is the
 * carry, that is the pulse of bit i + 1.
 */
import { network, pairs, patternErrors, scenario, values } from '../engine/index.ts';
import { mcCullochPitts, spikeList } from '../models/index.ts';

const steps = 200;
const inputs = ['a', 'b', 'always', 'setLatch', 'clearLatch', 'pulse'] as const;
const bits = 3;
const units = [
  { name: 'and', threshold: 2, excitatory: ['a', 'b'], inhibitory: [] },
  { name: 'or', threshold: 1, excitatory: ['a', 'b'], inhibitory: [] },
  { name: 'notA', threshold: 1, excitatory: ['always'], inhibitory: ['a'] },
  { name: 'aNotB', threshold: 1, excitatory: ['a'], inhibitory: ['b'] },
  { name: 'bNotA', threshold: 1, excitatory: ['b'], inhibitory: ['a'] },
  { name: 'xor', threshold: 1, excitatory: ['aNotB', 'bNotA'], inhibitory: [] },
  { name: 'latch', threshold: 1, excitatory: ['latch', 'setLatch'], inhibitory: ['clearLatch'] },
  ...Array.from({ length: bits }, (_, i) => {
    const pulse = i === 0 ? 'pulse' : `clear${i - 1}`;
    return [
      { name: `set${i}`, threshold: 1, excitatory: [pulse], inhibitory: [`bit${i}`] },
      { name: `clear${i}`, threshold: 2, excitatory: [pulse, `bit${i}`], inhibitory: [] },
      { name: `bit${i}`, threshold: 1, excitatory: [`bit${i}`, `set${i}`], inhibitory: [`clear${i}`] },
    ];
  }).flat(),
];

/** All four rows of a truth table over and over; a pulse every 12 steps, so that the carry has passed before the next. */
const every = Array.from({ length: steps }, (_, step) => step);
const fires: Readonly<Record<(typeof inputs)[number], (step: number) => boolean>> = {
  a: (step) => (step >> 1) % 2 === 1,
  b: (step) => step % 2 === 1,
  always: () => true,
  setLatch: (step) => step % 50 === 10,
  clearLatch: (step) => step % 50 === 30,
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

function connections(from: readonly string[], kind: 'excitatory' | 'inhibitory') {
  const found = units.flatMap((unit, target) =>
    unit[kind].filter((name) => from.includes(name)).map((name) => [from.indexOf(name), target] as const),
  );
  return pairs(
    found.map(([source]) => source),
    found.map(([, target]) => target),
  );
}

export default scenario({
  id: 'logic',
  title: 'McCulloch-Pitts nets: gates, a latch, a binary counter',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115',
  dt: '1 ms',
  duration: `${steps} ms`,
  network: () => {
    const names = units.map(({ name }) => name);
    return network(
      {
        inputs: spikeList.of(inputs.length),
        units: mcCullochPitts.of(units.length, { threshold: units.map(({ threshold }) => threshold) }),
        // Repeats the units whose truth is known, one step later, for the test.
        answers: mcCullochPitts.of(watched.length),
      },
      [
        { from: 'inputs', to: 'units', port: 'excitatory', wiring: connections(inputs, 'excitatory'), weight: 1 },
        { from: 'inputs', to: 'units', port: 'inhibitory', wiring: connections(inputs, 'inhibitory'), weight: 1 },
        { from: 'units', to: 'units', port: 'excitatory', wiring: connections(names, 'excitatory'), weight: 1 },
        { from: 'units', to: 'units', port: 'inhibitory', wiring: connections(names, 'inhibitory'), weight: 1 },
        {
          from: 'units',
          to: 'answers',
          port: 'excitatory',
          wiring: pairs(
            watched.map((name) => names.indexOf(name)),
            watched.map((_, k) => k),
          ),
          weight: 1,
        },
      ],
    );
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
