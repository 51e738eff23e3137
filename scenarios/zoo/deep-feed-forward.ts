/** A deep feed-forward network reads handwritten digits. */
import { adam, classAccuracy, cosine, crossEntropy, dataset, gradient, loss, scenario, test, train } from '../../engine/index.ts';
import { feedForward, he, reluUnit, softmaxUnit } from '../../models/index.ts';

/** Cells of the hidden layers. */
const nets = {
  '128-64': [128, 64],
  '256-128': [256, 128],
  // The network of the film by Sanderson 2017, "But what is a neural network?".
  '16-16': [16, 16],
  // Softmax regression.
  none: [],
} as const;

export default scenario({
  id: 'deep-feed-forward',
  title: 'Deep feed-forward network: handwritten digits',
  source: 'Rumelhart, Hinton & Williams 1986, Nature 323:533; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    hidden: { default: '128-64', choices: ['128-64', '256-128', '16-16', 'none'], doc: 'rectified cells of the hidden layers' },
    rate: { default: 0.003, min: 0, max: 1, doc: 'learning rate of Adam at first; it falls to 0' },
    epochs: { default: 10, min: 1, max: 1000, integer: true, doc: 'times that all images are shown' },
    dropout: { default: false, doc: 'leave out a fifth of the pixels and half of the hidden cells while it learns' },
  },
  network: ({ hidden, dropout }, data) =>
    feedForward({
      sizes: [data?.inputs ?? 784, ...nets[hidden], data?.outputs ?? 10],
      hidden: reluUnit,
      output: softmaxUnit,
      weight: he,
      ...(dropout ? { dropout: { input: 0.2, hidden: 0.5 } } : {}),
    }),
  data: dataset('mnist').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) => gradient({ loss: crossEntropy('y', 'label'), optimiser: adam({ rate: cosine(rate) }) }),
  protocol: ({ epochs }) => [train({ epochs, batch: 64 }), test({ split: 'test' })],
  metrics: { loss: loss({ over: 20 }), accuracy: classAccuracy('y', 'label') },
  panels: ({ hidden, dropout }) => [
    { panel: 'image-grid', of: 'x', shape: [28, 28] },
    { panel: 'bars', of: 'y', variable: 'share' },
    { panel: 'curve', of: ['loss'] },
    { panel: 'matrix', confusion: 'accuracy' },
    {
      panel: 'image-grid',
      weights: `${dropout ? 'x_kept' : 'x'}->${hidden === 'none' ? 'y' : 'h1'}:input#0`,
      shape: [28, 28],
    },
  ],
  expect: ({ hidden, dropout }) => [
    {
      measure: 'accuracy',
      atLeast: dropout ? 0.95 : { '128-64': 0.94, '256-128': 0.94, '16-16': 0.91, none: 0.895 }[hidden],
      why: 'share of 1,994 test images read right',
    },
  ],
});
