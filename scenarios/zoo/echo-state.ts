/** An echo state network learns a chaotic series one step ahead, hears itself in place of the world, and goes on alone. */
import { dataset, normalisedError, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { echoState, echoStateReadout } from '../../models/index.ts';

const washout = 200;

export default scenario({
  id: 'echo-state',
  title: 'Echo state network: a chaotic series, foretold',
  source: 'Jaeger & Haas 2004, Science 304:78',
  controls: {
    cells: { default: 400, min: 10, max: 5000, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 0.9, min: 0, max: 2, doc: 'spectral radius of the reservoir' },
    leak: { default: 0.6, min: 0.01, max: 1, doc: 'share of the new value' },
    noise: { default: 0, min: 0, max: 0.1, doc: 'deviation of normal numbers that are added to the states in each step' },
    penalty: { default: 1e-10, min: 0, max: 1, doc: 'of squared weights to the output' },
  },
  precision: 'float64',
  network: ({ cells, radius, leak, noise }) =>
    echoState({ inputs: 1, cells, outputs: 1, closed: true, world: true, radius, leak, noise, bias: uniform(-0.2, 0.2) }),
  data: dataset('mackey-glass-free', { offset: -1, washout }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
    { population: 'world', port: 'input', field: 'coming' },
  ],
  learner: ({ penalty }) => ridge({ trains: echoStateReadout, field: 'next', penalty, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { error: normalisedError('y', 'next') },
  panels: [
    // What it says before the reservoir has forgotten how it began is far off, and not asked.
    { panel: 'trace', of: ['world', 'y'], variable: 'y', cells: [0], between: [-0.8, 0.6] },
    { panel: 'plane', of: ['world', 'y'], variable: 'y', cell: 0, delay: 17, between: [-0.8, 0.6] },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'plane', spectrum: 'x' },
    { panel: 'plane', of: 'x', variable: 'y', components: true },
    { panel: 'graph' },
  ],
  expect: ({ cells, noise }) => [
    {
      measure: 'error',
      atMost: noise > 0 ? 1 : cells >= 1000 ? 2e-4 : cells >= 400 ? 2e-3 : 1,
      why: 'NRMSE after 84 steps alone, from 50 places',
    },
  ],
});
