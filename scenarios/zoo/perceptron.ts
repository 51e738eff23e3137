/** A perceptron learns logic gates, sample after sample; XOR it never does. */
import {
  classAccuracy,
  dataset,
  gradient,
  mistakes,
  scenario,
  sgd,
  squaredError,
  surrogate,
  test,
  train,
} from '../../engine/index.ts';
import { perceptron } from '../../models/index.ts';

const square = [
  [-0.5, 1.5],
  [-0.5, 1.5],
] as const;

export default scenario({
  id: 'perceptron',
  title: 'Perceptron: logic gates',
  source: 'Rosenblatt 1958, Psychol Rev 65:386; XOR: Minsky & Papert 1969, Perceptrons, MIT Press',
  precision: 'float64',
  controls: {
    gate: { default: 'and', choices: ['and', 'or', 'nand', 'xor'], doc: 'which one' },
    order: { default: 0, min: 0, max: 23, integer: true, doc: 'in which the four rows of its table are shown' },
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate' },
    epochs: { default: 10, min: 1, max: 10_000, integer: true, doc: 'times that the table is shown' },
  },
  network: () => perceptron({ inputs: 2 }),
  data: ({ gate, order }) => dataset('gates', { gate, order }).split('train'),
  encode: { population: 'x', port: 'input' },
  // Half the squared error of a threshold whose derivative counts as 1: Rosenblatt's rule, w += rate (d - y) x.
  learner: ({ rate }) =>
    gradient({
      loss: squaredError('y', 'output'),
      optimiser: sgd({ rate }),
      surrogate: surrogate('straight-through'),
    }),
  protocol: ({ epochs }) => [train({ epochs, batch: 1, order: 'given' }), test({ split: 'train' })],
  metrics: {
    mistakes: mistakes('y', 'output'),
    recent: mistakes('y', 'output', { over: 4 }),
    accuracy: classAccuracy('y', 'output'),
  },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: square, points: 'output' },
    { panel: 'curve', of: ['mistakes', 'recent'] },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [1, 2], look: 'dials' },
    { panel: 'graph' },
  ],
  expect: ({ gate }) => [
    gate === 'xor'
      ? { measure: 'accuracy', atMost: 0.75, why: 'no line parts the rows of XOR' }
      : { measure: 'accuracy', atLeast: 1, why: 'all four rows' },
  ],
});
