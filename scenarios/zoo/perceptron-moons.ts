/** A perceptron draws a line between two moons, beside the line of least squares. */
import {
  allToAll,
  classAccuracy,
  dataset,
  difference,
  gradient,
  leastSquares,
  linear,
  mistakes,
  network,
  scenario,
  sgd,
  squaredError,
  surrogate,
  test,
  train,
} from '../../engine/index.ts';
import { identityUnit, inputUnit, thresholdUnit } from '../../models/index.ts';

export default scenario({
  id: 'perceptron-moons',
  title: 'Perceptron and least squares: double moon',
  source: 'Haykin 2009, Neural Networks and Learning Machines, 3rd edition, Pearson, sections 1.5 and 2.5',
  controls: {
    distance: { default: 1, min: -20, max: 20, doc: 'between the moons' },
    rate: { default: 0.1, min: 1e-6, max: 10, doc: 'learning rate at first; it falls to a ten thousandth' },
    epochs: { default: 50, min: 1, max: 10_000, integer: true, doc: 'times that all points are shown' },
  },
  // y is the perceptron; `line` stands for the label by least squares.
  network: (_, data) =>
    network({ x: inputUnit.of(data?.inputs ?? 2), y: thresholdUnit.of(1, { tie: 0 }), line: identityUnit.of(1) }, [
      { from: 'x', to: ['y', 'line'], port: 'input', wiring: allToAll(), weight: 0 },
    ]),
  precision: 'float64',
  data: ({ distance }) => dataset('double-moon', { distance }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) => ({
    perceptron: gradient({
      loss: squaredError('y', 'label'),
      optimiser: sgd({ rate: linear(rate, rate * 1e-4) }),
      trains: ['x->y:input#0', 'y.bias'],
      surrogate: surrogate('straight-through'),
    }),
    line: leastSquares({ trains: ['x->line:input#0', 'line.bias'], field: 'label' }),
  }),
  protocol: ({ epochs }) => [
    train({ epochs, batch: 1, learner: 'perceptron' }),
    train({ epochs: 1, batch: 1, learner: 'line' }),
    test({ split: 'test' }),
  ],
  metrics: {
    mistakes: mistakes('y', 'label'),
    accuracy: classAccuracy('y', 'label'),
    ofLine: classAccuracy('line', 'label'),
    behind: difference('ofLine', 'accuracy'),
  },
  panels: [
    {
      panel: 'plane',
      surface: { from: 'x', of: 'y' },
      between: [
        [-15, 25],
        [-20, 20],
      ],
      points: 'label',
      lines: { of: 'line', at: 0.5 },
    },
    { panel: 'curve', of: ['mistakes'] },
    { panel: 'image-grid', weights: 'x->y:input#0', shape: [1, 2], look: 'dials' },
    { panel: 'graph' },
  ],
  expect: ({ distance }) =>
    distance > 0
      ? [{ measure: 'accuracy', atLeast: 0.999, why: 'share of 2,000 points: a line lies between the moons' }]
      : [
          {
            measure: 'behind',
            atMost: 0.03,
            why: 'share of 2,000 points: no line tells them apart, that of least squares neither',
          },
        ],
});
