/** An echo state network foretells a chaotic series while its readout learns, step by step; then the world is switched off, and it goes on alone. */
import { dataset, normalisedError, recursiveLeastSquares, scenario, train, uniform } from '../../engine/index.ts';
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
    dataset('mackey-glass-free', { tau, offset: -1, washout, train: learning, after: alone }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
    { population: 'world', port: 'input', field: 'coming' },
  ],
  learner: ({ forgetting }) =>
    recursiveLeastSquares({ trains: echoStateReadout, field: 'next', regularisation: 1e-6, forgetting, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' })],
  metrics: {
    error: normalisedError('y', 'coming', { during: 'train', over: 25 }),
    alone: normalisedError('y', 'alone', { during: 'train', over: Number.POSITIVE_INFINITY }),
  },
  panels: [
    { panel: 'trace', of: ['world', 'y'], variable: 'y', cells: [0] },
    { panel: 'curve', of: 'error', scale: 'log' },
    { panel: 'plane', of: ['world', 'y'], variable: 'y', cell: 0, delay: 17 },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'alone', atMost: 0.1, why: 'NRMSE of all steps that it ran alone: 1 is as good as the mean' }],
});
