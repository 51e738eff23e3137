/** Reservoirs in a row remember more of a noise than one reservoir of as many cells: those behind hear what those before them still know. */
import { dataset, memoryCapacity, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { deepEchoState, deepEchoStateReadout } from '../../models/index.ts';

const washout = 200;
const total = 100;

export default scenario({
  id: 'deep-echo-state',
  title: 'Deep echo state network: memory grows with its layers',
  source: 'Gallicchio, Micheli & Pedrelli 2017, Neurocomputing 268:87; Gallicchio 2018, ESANN, arXiv:1802.00748',
  controls: {
    layers: { default: 10, min: 1, max: 50, integer: true, doc: 'reservoirs, of a hundred cells together' },
    arrangement: { default: 'row', choices: ['row', 'parallel'], doc: 'each hears the one before, or all hear the input' },
    radius: { default: 0.9, min: 0.01, max: 2, doc: 'spectral radius of each' },
    leak: { default: 1, min: 0.01, max: 1, doc: 'share of the new value' },
    strength: { default: 0.1, min: 0.001, max: 10, doc: 'largest weight from the input' },
    between: { default: 0.2, min: 0.001, max: 10, doc: 'largest weight from a reservoir to the next' },
  },
  precision: 'float64',
  network: ({ layers, arrangement, radius, leak, strength, between }) =>
    deepEchoState({
      inputs: 1,
      outputs: 2 * total,
      layers,
      cells: Math.max(1, Math.floor(total / layers)),
      arrangement,
      radius,
      leak,
      input: uniform(-strength, strength),
      between: uniform(-between, between),
    }),
  data: dataset('delayed-noise', { delays: 2 * total, washout, steps: 5000 + washout }).split('train'),
  encode: { population: 'u', port: 'input' },
  learner: ({ layers }) => ridge({ trains: deepEchoStateReadout(layers), field: 'past', penalty: 1e-9, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { capacity: memoryCapacity('y', 'past') },
  panels: ({ layers }) => [
    { panel: 'matrix', of: 'x1', variable: 'y' },
    ...(layers > 1 ? [{ panel: 'matrix', of: `x${layers}`, variable: 'y' } as const] : []),
    { panel: 'matrix', of: 'y', variable: 'y' },
    { panel: 'graph', layout: 'circular' },
  ],
  expect: ({ layers, arrangement }) => [
    layers === 1
      ? { measure: 'capacity', between: [15, 32], why: 'steps; one reservoir of as many cells' }
      : {
          measure: 'capacity',
          // Side by side none hears what another still knows.
          between: [arrangement === 'row' ? 33 : 15, 102],
          why: 'steps; no reservoir remembers more than it has cells',
        },
  ],
});
