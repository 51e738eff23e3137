/** A perceptron draws a line between two half moons; least squares draws another one. */
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

const plane = [
  [-15, 25],
  [-20, 15],
] as const;

export default scenario({
  id: 'double-moon',
  title: 'Perceptron: two half moons',
  source: 'Haykin 2009, Neural Networks and Learning Machines, 3rd edition, Pearson, section 1.5',
  precision: 'float64',
  controls: {
    distance: { default: 1, min: -10, max: 10, doc: 'between the moons; where it is negative, no line parts them' },
    epochs: { default: 50, min: 1, max: 1000, integer: true, doc: 'times that the 1,000 points are shown' },
  },
  network: () =>
    network({ x: inputUnit.of(2), y: thresholdUnit.of(1, { tie: 0 }), line: identityUnit.of(1) }, [
      { from: 'x', to: ['y', 'line'], port: 'input', wiring: allToAll(), weight: 0 },
    ]),
  data: ({ distance }) => dataset('double-moon', { distance }).split('train'),
  encode: { population: 'x', port: 'input', scale: 0.3 },
  learner: {
    perceptron: gradient({
      loss: squaredError('y', 'moon'),
      optimiser: sgd({ rate: linear(0.1, 1e-5) }),
      trains: ['y.*'],
      surrogate: surrogate('straight-through'),
    }),
    fit: leastSquares({ trains: ['line.*'], field: 'moon' }),
  },
  protocol: ({ epochs }) => [
    train({ epochs: 1, batch: 1, learner: 'fit' }),
    train({ epochs, batch: 1, learner: 'perceptron' }),
    test({ split: 'test' }),
  ],
  metrics: {
    recent: mistakes('y', 'moon', { over: 1000 }),
    accuracy: classAccuracy('y', 'moon'),
    least_squares: classAccuracy('line', 'moon'),
    behind: difference('least_squares', 'accuracy'),
  },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: plane, points: 'moon' },
    { panel: 'plane', surface: { from: 'x', of: 'line' }, between: plane, points: 'moon' },
    { panel: 'curve', of: ['recent'] },
    { panel: 'bars', of: ['accuracy', 'least_squares'] },
  ],
  expect: ({ distance }) =>
    distance >= 1
      ? [{ measure: 'accuracy', atLeast: 0.999, why: 'share of 2,000 other points' }]
      : [{ measure: 'behind', atMost: 0.03, why: 'no worse than the line of least squares, but for 3 points of a hundred' }],
});
