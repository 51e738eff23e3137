/** A radial basis network with a centre at each point goes through all of them: Gaussians at distinct points are independent (Micchelli 1986). */
import { centres, dataset, largestError, leastSquares, scenario, train } from '../../engine/index.ts';
import { radialBasis } from '../../models/index.ts';

const plane = [
  [0, 1],
  [0, 1],
] as const;

export default scenario({
  id: 'radial-interpolation',
  title: 'Radial basis network: exact interpolation',
  source: 'Broomhead & Lowe 1988, Complex Syst 2:321; Micchelli 1986, Constr Approx 2:11',
  controls: {
    points: { default: 50, min: 2, max: 200, integer: true, doc: 'of a surface of hills and valleys, drawn at random' },
  },
  network: ({ points }) => radialBasis({ inputs: 2, centres: points, outputs: 1 }),
  precision: 'float64',
  data: ({ points }) => dataset('function-samples', { of: 'peaks', train: points }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: {
    // The first epoch: the first examples that are shown. Here these are all.
    centres: centres({ projection: 'x->h:distance#0', width: { parameter: 'h.width', rule: 'spread' } }),
    readout: leastSquares({ trains: ['h->y:input#0', 'y.bias'], field: 'value' }),
  },
  protocol: [
    train({ epochs: 1, batch: 1, learner: 'centres' }),
    train({ epochs: 1, batch: 1, learner: 'readout' }),
    // Once more, to see how far it is from them.
    train({ epochs: 1, batch: 1, learner: [] }),
  ],
  metrics: { residual: largestError('y', 'value', { during: 'train' }) },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: plane },
    { panel: 'image-grid', surface: { from: 'x', of: 'h' }, between: plane, threshold: 0.5 },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'residual', atMost: 1e-8, why: 'the largest distance from a point' }],
});
