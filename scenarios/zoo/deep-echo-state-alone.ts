/** Reservoirs in a row, or side by side, learn a chaotic series one step ahead, hear themselves in place of the world, and go on alone. */
import { dataset, normalisedError, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { deepEchoState, deepEchoStateReadout } from '../../models/index.ts';

const washout = 200;

export default scenario({
  id: 'deep-echo-state-alone',
  title: 'Deep echo state network: a chaotic series, foretold',
  source: 'Gallicchio, Micheli & Pedrelli 2017, Neurocomputing 268:87; Jaeger & Haas 2004, Science 304:78 (as a task)',
  controls: {
    layers: { default: 4, min: 1, max: 20, integer: true, doc: 'reservoirs' },
    cells: { default: 100, min: 2, max: 1000, integer: true, doc: 'cells of each' },
    arrangement: { default: 'row', choices: ['row', 'parallel'], doc: 'each hears the one before, or all hear the input' },
    radius: { default: 0.9, min: 0.01, max: 2, doc: 'spectral radius of each' },
    leak: { default: 0.6, min: 0.01, max: 1, doc: 'share of the new value' },
    between: { default: 0.2, min: 0.001, max: 10, doc: 'largest weight from a reservoir to the next' },
    penalty: { default: 1e-10, min: 0, max: 1, doc: 'of squared weights to the output' },
  },
  precision: 'float64',
  network: ({ layers, cells, arrangement, radius, leak, between }) =>
    deepEchoState({
      inputs: 1,
      outputs: 1,
      layers,
      cells,
      arrangement,
      radius,
      leak,
      between: uniform(-between, between),
      bias: uniform(-0.2, 0.2),
      closed: true,
    }),
  data: dataset('mackey-glass-free', { offset: -1, washout }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
    { population: 'world', port: 'input', field: 'coming' },
  ],
  learner: ({ layers, penalty }) =>
    ridge({ trains: deepEchoStateReadout(layers, { closed: true }), field: 'next', penalty, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { error: normalisedError('y', 'next') },
  panels: ({ layers }) => [
    // What it says before the reservoirs have forgotten how they began is far off, and not asked.
    { panel: 'trace', of: ['world', 'y'], variable: 'y', cells: [0], between: [-0.8, 0.6] },
    { panel: 'plane', of: ['world', 'y'], variable: 'y', cell: 0, delay: 17, between: [-0.8, 0.6] },
    { panel: 'matrix', of: 'x1', variable: 'y' },
    ...(layers > 1 ? [{ panel: 'matrix', of: `x${layers}`, variable: 'y' } as const] : []),
    { panel: 'graph' },
  ],
  expect: ({ layers, cells }) => [
    {
      measure: 'error',
      atMost: layers * cells >= 400 && cells >= 50 ? 2e-3 : 1,
      why: 'NRMSE after 84 steps alone, from 50 places',
    },
  ],
});
