/** A feed-forward network learns XOR, which no perceptron can, and the parity of more bits. */
import {
  adam,
  binaryCrossEntropy,
  classAccuracy,
  dataset,
  earlyStopping,
  gradient,
  largestError,
  loss,
  normal,
  reached,
  scenario,
  test,
  train,
  updates,
} from '../../engine/index.ts';
import { feedForward, logisticUnit, tanhUnit } from '../../models/index.ts';

export default scenario({
  id: 'feed-forward',
  title: 'Feed-forward network: XOR by back-propagation',
  source: 'Rumelhart, Hinton & Williams 1986, Nature 323:533',
  controls: {
    bits: { default: 2, min: 2, max: 8, integer: true, doc: 'whose parity it learns; XOR is that of two' },
    hidden: { default: 8, min: 1, max: 64, integer: true, doc: 'hidden cells' },
    rate: { default: 0.05, min: 0, max: 1, doc: 'learning rate of Adam' },
    epochs: { default: 200, min: 1, max: 100_000, integer: true, doc: 'times that all patterns are shown, at most' },
  },
  network: ({ hidden, bits }, data) => {
    // A single cell tells two classes apart.
    const outputs = data === null || data.outputs === 2 ? 1 : data.outputs;
    const sizes = [data?.inputs ?? bits, hidden, outputs];
    return feedForward({ sizes, hidden: tanhUnit, output: logisticUnit, weight: () => normal(0, 1) });
  },
  data: ({ bits }) => dataset('parity', { bits }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) => gradient({ loss: binaryCrossEntropy('y', 'parity'), optimiser: adam({ rate }) }),
  protocol: ({ bits, epochs }, data) =>
    data === null
      ? [train({ epochs, batch: 1 << bits, stop: reached('error', 0.1) })]
      : [train({ epochs, batch: 4, stop: earlyStopping({ metric: 'validation', patience: 10 }) }), test({ split: 'test' })],
  metrics: {
    loss: loss(),
    error: largestError('y', 'parity', { during: 'train' }),
    updates: updates(),
    validation: loss({ during: 'validation' }),
    accuracy: classAccuracy('y', 'parity'),
  },
  panels: [{ panel: 'graph' }, { panel: 'curve', of: ['loss', 'error'] }, { panel: 'trace', of: 'y', variable: 'y', cells: [0] }],
  expect: [{ measure: 'error', atMost: 0.1, why: 'the largest error of all patterns' }],
});
