/** A perceptron tells Iris setosa from the two other species. */
import { dataset, gradient, mistakes, scenario, sgd, squaredError, surrogate, train } from '../../engine/index.ts';
import { perceptron } from '../../models/index.ts';

export default scenario({
  id: 'irises',
  title: 'Perceptron: one iris among three',
  source: 'Rosenblatt 1958, Psychol Rev 65:386; flowers: Fisher 1936, Ann Eugenics 7:179',
  precision: 'float64',
  controls: {
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate' },
    epochs: { default: 20, min: 1, max: 1000, integer: true, doc: 'times that the flowers are shown' },
  },
  network: () => perceptron({ inputs: 4 }),
  data: dataset('iris').split(['train', 'validation', 'test']),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) =>
    gradient({ loss: squaredError('y', 'setosa'), optimiser: sgd({ rate }), surrogate: surrogate('straight-through') }),
  protocol: ({ epochs }) => [train({ epochs, batch: 1 })],
  metrics: { mistakes: mistakes('y', 'setosa'), wrong: mistakes('y', 'setosa', { over: 150 }) },
  panels: [
    { panel: 'curve', of: ['mistakes', 'wrong'] },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [1, 4], look: 'dials' },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'wrong', atMost: 0, why: 'mistakes while all 150 flowers are shown for the last time' }],
});
