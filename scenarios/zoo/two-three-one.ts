/**
 * The network of many tutorials: 2-3-1 of sigmoids, by plain gradient descent on XOR. With biases it learns it each time; without them, as
 * many a tutorial has it, it often does not, in ten times as long.
 */
import {
  dataset,
  gradient,
  largestError,
  loss,
  normal,
  reached,
  scenario,
  sgd,
  squaredError,
  train,
  updates,
} from '../../engine/index.ts';
import { feedForward, logisticUnit } from '../../models/index.ts';

const weights = ['x->h1:input#0', 'h1->y:input#0'];
/** Patterns of XOR. The loss is their sum. */
const patterns = 4;

export default scenario({
  id: 'two-three-one',
  title: 'Feed-forward network 2-3-1, with and without biases',
  source: 'Rumelhart, Hinton & Williams 1986, Nature 323:533',
  controls: {
    bias: { default: true, doc: 'whether biases are learnt; else they stay 0' },
    hidden: { default: 3, min: 1, max: 64, integer: true, doc: 'hidden cells' },
    epochs: { default: 2000, min: 1, max: 100_000, integer: true, doc: 'times that all patterns are shown, at most' },
  },
  network: ({ hidden }, data) =>
    feedForward({
      sizes: [data?.inputs ?? 2, hidden, 1],
      hidden: logisticUnit,
      output: logisticUnit,
      weight: () => normal(0, 1),
    }),
  precision: 'float64',
  data: dataset('parity').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ bias }) =>
    gradient({
      loss: squaredError('y', 'parity', patterns),
      optimiser: sgd({ rate: 1 }),
      trains: bias ? ['*'] : weights,
    }),
  protocol: ({ epochs }) => [train({ epochs, batch: patterns, stop: reached('error', 0.1) })],
  metrics: { loss: loss(), error: largestError('y', 'parity', { during: 'train' }), updates: updates() },
  panels: [
    {
      panel: 'plane',
      surface: { from: 'x', of: 'y' },
      between: [
        [-0.5, 1.5],
        [-0.5, 1.5],
      ],
      points: 'parity',
      lines: { of: 'h1', at: 0.5 },
    },
    { panel: 'curve', of: ['loss', 'error'] },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'error', atMost: 0.1, why: 'the largest error of the four patterns' }],
});
