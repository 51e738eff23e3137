/** A reservoir stores four patterns side by side, and says the one that its conceptor picks again, alone. */
import { dataset, normalisedError, ridge, scenario, test, train } from '../../engine/index.ts';
import { conceptorOf, conceptorPenalty, conceptors } from '../../models/index.ts';

const patterns = 4;
const washout = 200;
const rows = 500;

export default scenario({
  id: 'conceptors',
  title: 'Conceptors: four patterns in one reservoir',
  source: 'Jaeger 2014, Controlling recurrent neural networks by conceptors, arXiv:1403.3369, section 3.2',
  controls: {
    cells: { default: 100, min: 10, max: 500, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 1.5, min: 0, max: 3, doc: 'spectral radius of the reservoir' },
    aperture: { default: 30, min: 0.01, max: 10_000, doc: 'how much of the states a conceptor lets through' },
    penalty: { default: 1e-4, min: 1e-12, max: 100, doc: 'of squared weights to the output' },
  },
  precision: 'float64',
  network: ({ cells, radius }) => conceptors({ cells, patterns, radius }),
  data: dataset('stored-patterns', { washout, train: rows, horizon: 100 }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
    { population: 'pick', port: 'input', field: 'pick' },
  ],
  learner: ({ aperture, penalty }) => ({
    readout: ridge({ trains: ['s->y:input#0', 'y.bias'], field: 'next', penalty, washout }),
    ...Object.fromEntries(
      Array.from({ length: patterns }, (_, k) => [
        `conceptor${k}`,
        ridge({ trains: [conceptorOf(k)], as: 'x', field: `own${k}`, penalty: conceptorPenalty(aperture, rows), washout }),
      ]),
    ),
  }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { error: normalisedError('y', 'next') },
  panels: [
    { panel: 'trace', of: ['u', 'y'], variable: 'y', cells: [0] },
    { panel: 'plane', of: 'x', variable: 'y', components: true, by: 'pick' },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'matrix', from: 'x', to: 'c0' },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'error', atMost: 0.1, why: 'NRMSE of the four patterns, each said alone for 100 steps' }],
});
