/** An echo state network foretells a chaotic series while its readout learns, step by step; then the world is switched off, and it goes on alone. */
import { dataset, normalisedError, recursiveLeastSquares, scenario, test, train, uniform } from '../../engine/index.ts';
import { echoState, echoStateReadout } from '../../models/index.ts';

const washout = 100;

export default scenario({
  id: 'echo-state-live',
  title: 'Echo state network: foretelling while it learns',
  source: 'Jaeger & Haas 2004, Science 304:78; Haykin 2009, Neural Networks and Learning Machines, section 5.7',
  controls: {
    cells: { default: 300, min: 10, max: 1000, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 0.9, min: 0, max: 2, doc: 'spectral radius of the reservoir' },
    leak: { default: 0.6, min: 0.01, max: 1, doc: 'share of the new value' },
    tau: {
      default: 17,
      min: 10,
      max: 30,
      doc: 'how long ago the past lies that holds the series back; chaotic above about 16.8',
    },
    forgetting: { default: 1, min: 0.9, max: 1, doc: 'share of the past that the readout keeps per step' },
    learning: { default: 2000, min: 100, max: 100_000, integer: true, doc: 'steps that it learns' },
    alone: { default: 400, min: 10, max: 10_000, integer: true, doc: 'steps that it then runs alone' },
  },
  precision: 'float64',
  network: ({ cells, radius, leak }) =>
    echoState({ inputs: 1, cells, outputs: 1, closed: true, world: true, radius, leak, bias: uniform(-0.2, 0.2) }),
  data: ({ tau, learning, alone }) =>
    dataset('mackey-glass-free', {
      tau,
      offset: -1,
      washout,
      train: learning,
      starts: 1,
      horizon: alone,
      every: true,
    }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
    { population: 'world', port: 'input', field: 'coming' },
  ],
  learner: ({ forgetting }) =>
    recursiveLeastSquares({ trains: echoStateReadout, field: 'next', regularisation: 1e-6, forgetting, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: {
    error: normalisedError('y', 'next', { during: 'train', over: 50 }),
    alone: normalisedError('y', 'next'),
  },
  panels: [
    { panel: 'trace', of: ['world', 'y'], variable: 'y', cells: [0] },
    { panel: 'curve', of: 'error', scale: 'log' },
    { panel: 'plane', of: ['world', 'y'], variable: 'y', cell: 0, delay: 17 },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'graph' },
  ],
  expect: [
    { measure: 'error', atMost: 2e-3, why: 'NRMSE of foretelling one step, over the last 50 steps of learning' },
    { measure: 'alone', atMost: 0.3, why: 'NRMSE of all steps alone: 1 is as good as the mean' },
  ],
});
