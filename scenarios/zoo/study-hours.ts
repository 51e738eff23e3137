/** The first example of many tutorials: how hours of study and of sleep become a score, from three pupils. */
import { dataset, gradient, loss, meanSquaredError, normal, scenario, sgd, squaredError, train } from '../../engine/index.ts';
import { feedForward, logisticUnit } from '../../models/index.ts';

/** The loss is the sum over them. */
const pupils = 3;

export default scenario({
  id: 'study-hours',
  title: 'Feed-forward network 2-3-1: hours of study and a score',
  source: 'Rumelhart, Hinton & Williams 1986, Nature 323:533',
  controls: {
    hidden: { default: 3, min: 1, max: 64, integer: true, doc: 'hidden cells' },
    rate: { default: 1, min: 0, max: 10, doc: 'learning rate' },
    updates: { default: 1000, min: 1, max: 100_000, integer: true, doc: 'steps of gradient descent' },
  },
  network: ({ hidden }, data) =>
    feedForward({
      sizes: [data?.inputs ?? 2, hidden, data?.outputs ?? 1],
      hidden: logisticUnit,
      output: logisticUnit,
      weight: () => normal(0, 1),
    }),
  precision: 'float64',
  data: dataset('study-hours').split('train'),
  encode: { population: 'x', port: 'input' },
  // Weights alone: the tutorials' network has no biases.
  learner: ({ rate }) =>
    gradient({
      loss: squaredError('y', 'score', pupils),
      optimiser: sgd({ rate }),
      trains: ['x->h1:input#0', 'h1->y:input#0'],
    }),
  protocol: ({ updates }) => [train({ updates, batch: pupils })],
  metrics: { loss: loss(), error: meanSquaredError('y', 'score', { during: 'train' }) },
  panels: [
    { panel: 'graph' },
    { panel: 'curve', of: ['loss', 'error'], scale: 'log' },
    { panel: 'trace', of: 'y', variable: 'y', cells: [0] },
  ],
  expect: [{ measure: 'error', atMost: 1e-3, why: 'mean square of the score over 100, of all three' }],
});
