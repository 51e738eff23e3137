/** A radial basis network reads handwritten digits: Gaussians at typical digits, and a ridge regression. */
import { centres, classAccuracy, dataset, loss, ridge, scenario, test, train } from '../../engine/index.ts';
import { radialBasis } from '../../models/index.ts';

export default scenario({
  id: 'radial-digits',
  title: 'Radial basis network: handwritten digits',
  source: 'Broomhead & Lowe 1988, Complex Syst 2:321; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    cells: { default: 300, min: 10, max: 2000, integer: true, doc: 'Gaussians' },
    rounds: { default: 10, min: 1, max: 100, integer: true, doc: 'times that centres move to the mean of their digits' },
  },
  network: ({ cells }, data) => radialBasis({ inputs: data?.inputs ?? 784, centres: cells, outputs: data?.outputs ?? 10 }),
  data: dataset('mnist').split(['train', 'validation']),
  encode: { population: 'x', port: 'input' },
  learner: {
    centres: centres({ projection: 'x->h:distance#0', width: { parameter: 'h.width', rule: 'nearest' } }),
    readout: ridge({ trains: ['h->y:input#0', 'y.bias'], field: 'label', penalty: 1e-3 }),
  },
  // The first epoch takes the first digits as centres.
  protocol: ({ rounds }) => [
    train({ epochs: rounds + 1, batch: 64, learner: 'centres' }),
    train({ epochs: 1, batch: 64, learner: 'readout' }),
    test({ split: 'test' }),
  ],
  metrics: { distance: loss(), accuracy: classAccuracy('y', 'label') },
  panels: [
    { panel: 'image-grid', of: 'x', shape: [28, 28] },
    { panel: 'image-grid', weights: 'x->h:distance#0', shape: [28, 28], targets: Array.from({ length: 10 }, (_, k) => k) },
    { panel: 'bars', of: 'y', variable: 'y' },
    { panel: 'curve', of: ['distance'] },
    { panel: 'matrix', confusion: 'accuracy' },
  ],
  expect: ({ cells }) => [
    { measure: 'accuracy', atLeast: cells < 1000 ? 0.94 : 0.96, why: 'share of 1,994 test images read right' },
  ],
});
