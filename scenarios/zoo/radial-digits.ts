/** A radial basis network reads handwritten digits: typical digits as centres, and a ridge regression of how near an image lies to each. */
import { centres, classAccuracy, dataset, ridge, scenario, test, train } from '../../engine/index.ts';
import { radialBasis } from '../../models/index.ts';

export default scenario({
  id: 'radial-digits',
  title: 'Radial basis network: handwritten digits',
  source: 'Broomhead & Lowe 1988, Complex Syst 2:321; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    cells: { default: 300, min: 10, max: 2000, integer: true, doc: 'centres' },
    rounds: { default: 10, min: 1, max: 100, integer: true, doc: 'rounds by which centres find their places' },
  },
  network: ({ cells }) => radialBasis({ inputs: 784, centres: cells, outputs: 10 }),
  data: dataset('mnist').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: {
    centres: centres({ projection: 'x->h:distance#0', width: { parameter: 'h.width', rule: 'nearest' } }),
    weights: ridge({ trains: ['y.*'], field: 'label', penalty: 1e-3 }),
  },
  protocol: ({ rounds }) => [
    train({ epochs: rounds, batch: 64, learner: 'centres' }),
    train({ epochs: 1, batch: 64, learner: 'weights' }),
    test({ split: 'test' }),
  ],
  metrics: { accuracy: classAccuracy('y', 'label') },
  panels: [
    { panel: 'image-grid', of: 'x', shape: [28, 28] },
    { panel: 'image-grid', weights: 'x->h:distance#0', shape: [28, 28], targets: Array.from({ length: 48 }, (_, cell) => cell) },
    { panel: 'bars', of: 'y', variable: 'y' },
    { panel: 'matrix', confusion: 'accuracy' },
  ],
  expect: ({ cells }) => [
    { measure: 'accuracy', atLeast: cells >= 1000 ? 0.96 : 0.94, why: 'share of 1,994 test images read right' },
  ],
});
