/** Ten perceptrons look at digits through a retina of 20 x 20 photocells, as the Mark I did; each says of one digit whether it is there. */
import { classAccuracy, dataset, gradient, perceptronLoss, scenario, sgd, test, train } from '../../engine/index.ts';
import { feedForward, identityUnit } from '../../models/index.ts';

export default scenario({
  id: 'retina',
  title: 'Perceptron: digits on a retina of 400 photocells',
  source:
    'Rosenblatt 1958, Psychol Rev 65:386; Hay 1960, Mark I perceptron operators manual; averages: Freund & Schapire 1999, Mach Learn 37:277',
  controls: {
    averaged: { default: false, doc: 'use the mean of all weights that it ever had' },
    epochs: { default: 5, min: 1, max: 100, integer: true, doc: 'times that the images are shown' },
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate' },
  },
  // What a perceptron sums up is what the largest answer is told by.
  network: () => feedForward({ sizes: [400, 10], hidden: identityUnit, output: identityUnit }),
  data: dataset('mnist', { crop: 4 }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ averaged, rate }) => gradient({ loss: perceptronLoss('y', 'label'), optimiser: sgd({ rate, average: averaged }) }),
  protocol: ({ epochs }) => [train({ epochs, batch: 1 }), test({ split: 'test' })],
  metrics: { right: classAccuracy('y', 'label', { during: 'train', over: 500 }), accuracy: classAccuracy('y', 'label') },
  panels: [
    { panel: 'image-grid', of: 'x', shape: [20, 20] },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [20, 20], targets: [0], look: 'dials' },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [20, 20] },
    { panel: 'curve', of: ['right'] },
    { panel: 'matrix', confusion: 'accuracy' },
  ],
  expect: ({ averaged }) => [
    { measure: 'accuracy', atLeast: averaged ? 0.85 : 0.8, why: 'share of 1,994 test images read right' },
  ],
});
