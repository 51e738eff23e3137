/** With a bump at each point a radial basis network goes through all of them: exact interpolation. */
import { centres, dataset, largestError, leastSquares, scenario, test, train } from '../../engine/index.ts';
import { radialBasis } from '../../models/index.ts';

const square = [
  [0, 1],
  [0, 1],
] as const;

export default scenario({
  id: 'radial-interpolation',
  title: 'Radial basis network: exact interpolation',
  source: 'Broomhead & Lowe 1988, Complex Syst 2:321; that it can be: Micchelli 1986, Constr Approx 2:11',
  precision: 'float64',
  controls: { points: { default: 50, min: 2, max: 500, integer: true, doc: 'of the function, drawn at random; as many bumps' } },
  network: ({ points }) => radialBasis({ inputs: 2, centres: points, outputs: 1 }),
  data: ({ points }) => dataset('function-samples', { of: 'peaks', train: points }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: {
    centres: centres({ projection: 'x->h:distance#0', width: { parameter: 'h.width', rule: 'spread' } }),
    weights: leastSquares({ trains: ['y.*'], field: 'value' }),
  },
  protocol: ({ points }) => [
    train({ epochs: 1, batch: points, learner: 'centres' }),
    train({ epochs: 1, batch: points, learner: 'weights' }),
    test({ split: 'train' }),
  ],
  metrics: { residual: largestError('y', 'value') },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: square, threshold: 0 },
    { panel: 'image-grid', surface: { from: 'x', of: 'h' }, between: square, threshold: 0.6 },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'residual', atMost: 1e-8, why: 'the largest error at the points themselves' }],
});
