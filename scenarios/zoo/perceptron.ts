/** A perceptron learns what a line can tell apart: gates, irises; XOR it never does. */
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
import { rowOrders } from '../data/index.ts';

/**
 * Most mistakes before all is right, whatever the order: the largest squared input over the squared margin (Novikoff 1962), the bias taken as
 * the weight of an input of 1. By hand: the shortest weights with margin 1 are (-3, 2, 2), (-1, 2, 2), (3, -2, -2), inputs are at most (1, 1, 1).
 */
const mostMistakes = { and: 51, or: 27, nand: 51 } as const;

export default scenario({
  id: 'perceptron',
  title: 'Perceptron: logic gates and irises',
  source: 'Rosenblatt 1958, Psychol Rev 65:386; Minsky & Papert 1969, Perceptrons, MIT Press',
  controls: {
    task: {
      default: 'and',
      choices: ['and', 'or', 'nand', 'xor', 'iris'],
      doc: 'what it learns; irises: setosa or not',
    },
    order: { default: '0123', choices: rowOrders, doc: 'in which a gate shows the rows of its table' },
    rate: {
      default: 0.01,
      min: 1e-6,
      max: 1,
      doc: 'learning rate; it begins with weights of 0, so that it changes their size alone',
    },
    epochs: { default: 100, min: 1, max: 10_000, integer: true, doc: 'times that all examples are shown' },
  },
  network: (_, data) =>
    perceptron({ inputs: data?.inputs ?? 2, outputs: data === null || data.outputs === 2 ? 1 : data.outputs }),
  precision: 'float64',
  // All there is: what is asked is whether it comes to an end.
  data: ({ task, order }) =>
    (task === 'iris' ? dataset('iris', { petals: true }) : dataset('gates', { gate: task, order })).split(
      task === 'iris' ? ['train', 'validation', 'test'] : 'train',
    ),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) =>
    gradient({
      loss: squaredError('y', 'label'),
      optimiser: sgd({ rate }),
      surrogate: surrogate('straight-through'),
    }),
  protocol: ({ task, epochs }) => [
    train({ epochs, batch: 1, order: task === 'iris' ? 'shuffled' : 'given' }),
    test({ split: 'test' }),
  ],
  metrics: { mistakes: mistakes('y', 'label'), accuracy: classAccuracy('y', 'label') },
  panels: [
    {
      panel: 'plane',
      surface: { from: 'x', of: 'y' },
      between: [
        [-0.75, 1.25],
        [-0.75, 1.25],
      ],
      points: 'label',
    },
    { panel: 'curve', of: ['mistakes'] },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [1, 2], look: 'dials' },
    { panel: 'graph' },
  ],
  expect: ({ task }) => {
    if (task === 'iris')
      return [{ measure: 'accuracy', atLeast: 1, why: 'share of 30 of the 150 flowers that it learnt from: setosa lies apart' }];
    if (task === 'xor') return [{ measure: 'accuracy', atMost: 0.75, why: 'share of four rows: no line tells XOR apart' }];
    return [
      { measure: 'accuracy', atLeast: 1, why: 'share of the four rows' },
      { measure: 'mistakes', atMost: mostMistakes[task], why: "while it learnt: Novikoff's bound" },
    ];
  },
});
