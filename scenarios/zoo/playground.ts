/** A deep feed-forward network tells the classes of the Playground's points apart, by their two coordinates alone. */
import {
  adam,
  binaryCrossEntropy,
  classAccuracy,
  cosine,
  dataset,
  gradient,
  loss,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { feedForward, logisticUnit, tanhUnit } from '../../models/index.ts';

const plane = [
  [-6, 6],
  [-6, 6],
] as const;

export default scenario({
  id: 'playground',
  title: 'Deep feed-forward network: two classes in the plane',
  source:
    'Rumelhart, Hinton & Williams 1986, Nature 323:533; points: Smilkov, Carter, Sculley, Viégas & Wattenberg 2017, arXiv:1708.03788',
  controls: {
    shape: { default: 'spiral', choices: ['spiral', 'circle', 'xor', 'gauss'], doc: 'where the classes lie' },
    noise: { default: 0, min: 0, max: 0.5, doc: 'how much they are mixed' },
    rate: { default: 0.03, min: 0, max: 1, doc: 'learning rate of Adam at first; it falls to 0' },
    batch: { default: 10, min: 1, max: 500, integer: true, doc: 'points to each update' },
    penalty: { default: 0.0005, min: 0, max: 1, doc: 'of half the squared weights' },
    epochs: { default: 300, min: 1, max: 10_000, integer: true, doc: 'times that all 500 points are shown' },
  },
  network: (_, data) => feedForward({ sizes: [data?.inputs ?? 2, 16, 16, 8, 1], hidden: tanhUnit, output: logisticUnit }),
  data: ({ shape, noise }) => dataset('playground', { shape, noise }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate, penalty }) =>
    gradient({ loss: binaryCrossEntropy('y', 'label'), optimiser: adam({ rate: cosine(rate) }), penalty, clipNorm: 1 }),
  protocol: ({ epochs, batch }) => [train({ epochs, batch }), test({ split: 'test' })],
  metrics: {
    loss: loss({ over: 25 }),
    training: classAccuracy('y', 'label', { during: 'train', over: 25 }),
    accuracy: classAccuracy('y', 'label'),
  },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: plane, points: 'label', lines: { of: 'h1' } },
    { panel: 'image-grid', surface: { from: 'x', of: 'h1' }, between: plane },
    { panel: 'image-grid', surface: { from: 'x', of: 'h2' }, between: plane },
    { panel: 'image-grid', surface: { from: 'x', of: 'h3' }, between: plane },
    { panel: 'curve', of: ['loss', 'training'] },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'accuracy', atLeast: 0.99, why: 'share of 500 other points told apart' }],
});
