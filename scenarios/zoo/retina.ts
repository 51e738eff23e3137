/**
 * After the Mark I Perceptron: a retina of 20 x 20 cells and ten perceptrons, each for one digit against the rest, whose weights were motor-driven
 * potentiometers. Of the ten the largest sum answers. With `average` the weights that are used are the mean of those after each
 * digit, which no longer depend on the last ones that were shown (Freund & Schapire 1999, Mach Learn 37:277).
 */
import {
  classAccuracy,
  dataset,
  gradient,
  loss,
  scenario,
  sgd,
  squaredError,
  surrogate,
  test,
  train,
} from '../../engine/index.ts';
import { perceptron } from '../../models/index.ts';

export default scenario({
  id: 'retina',
  title: 'Mark I Perceptron: digits on a retina of 20 x 20',
  source: 'Rosenblatt 1960, Proc IRE 48:301; digits: LeCun et al. 1998, Proc IEEE 86:2278',
  controls: {
    average: { default: true, doc: 'use the mean of the weights after each digit' },
    epochs: { default: 5, min: 1, max: 1000, integer: true, doc: 'times that all images are shown' },
  },
  network: (_, data) => perceptron({ inputs: data?.inputs ?? 400, outputs: data?.outputs ?? 10 }),
  precision: 'float64',
  data: dataset('mnist', { crop: 4 }).split(['train', 'validation']),
  encode: { population: 'x', port: 'input' },
  learner: ({ average }) =>
    gradient({
      loss: squaredError('y', 'label'),
      optimiser: sgd({ rate: 0.01, average }),
      surrogate: surrogate('straight-through'),
    }),
  protocol: ({ epochs }) => [train({ epochs, batch: 1 }), test({ split: 'test' })],
  metrics: { loss: loss({ over: 500 }), accuracy: classAccuracy('y.z', 'label') },
  panels: [
    { panel: 'image-grid', of: 'x', shape: [20, 20] },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [20, 20], look: 'dials' },
    { panel: 'bars', of: 'y', variable: 'z' },
    { panel: 'curve', of: ['loss'] },
    { panel: 'matrix', confusion: 'accuracy' },
  ],
  expect: ({ average }) => [
    { measure: 'accuracy', atLeast: average ? 0.85 : 0.8, why: 'share of 1,994 test images: what a linear map can do' },
  ],
});
