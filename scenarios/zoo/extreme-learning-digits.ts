/** An extreme learning machine reads handwritten digits: random features of the images, and a readout in closed form. */
import { classAccuracy, dataset, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { extremeLearning, extremeLearningReadout, reluUnit } from '../../models/index.ts';

export default scenario({
  id: 'extreme-learning-digits',
  title: 'Extreme learning machine: handwritten digits',
  source: 'Huang, Zhu & Siew 2006, Neurocomputing 70:489; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    cells: { default: 1000, min: 10, max: 10_000, integer: true, doc: 'hidden cells' },
    penalty: { default: 10, min: 0, max: 1e6, doc: 'of squared weights' },
  },
  network: ({ cells }, data) =>
    extremeLearning({
      inputs: data?.inputs ?? 784,
      hidden: reluUnit.of(cells),
      outputs: data?.outputs ?? 10,
      weight: uniform(-0.3, 0.3),
    }),
  data: dataset('mnist').split(['train', 'validation']),
  encode: { population: 'x', port: 'input' },
  learner: ({ penalty }) => ridge({ trains: extremeLearningReadout, field: 'label', penalty }),
  protocol: [train({ epochs: 1, batch: 64, order: 'given' }), test({ split: 'test' })],
  metrics: { accuracy: classAccuracy('y', 'label') },
  panels: [
    { panel: 'image-grid', of: 'x', shape: [28, 28] },
    { panel: 'image-grid', weights: 'x->h:input#0', shape: [28, 28], targets: [0, 1, 2, 3, 4, 5, 6, 7] },
    { panel: 'bars', of: 'y', variable: 'y', labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    { panel: 'matrix', confusion: 'accuracy' },
  ],
  expect: ({ cells }) => [
    {
      measure: 'accuracy',
      atLeast: cells >= 2000 ? 0.945 : cells >= 1000 ? 0.93 : 0.1,
      why: 'share of 1,994 test images read right',
    },
  ],
});
