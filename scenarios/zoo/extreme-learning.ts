/** An extreme learning machine fits a curve through noise: random logistic cells, and weights of their sum in closed form. */
import { dataset, ridge, rootMeanSquaredError, scenario, test, train, uniform } from '../../engine/index.ts';
import { extremeLearning, extremeLearningReadout, logisticUnit } from '../../models/index.ts';
import { sinc } from '../data/index.ts';

export default scenario({
  id: 'extreme-learning',
  title: 'Extreme learning machine: a curve through noise',
  source: 'Huang, Zhu & Siew 2006, Neurocomputing 70:489',
  controls: {
    cells: { default: 20, min: 1, max: 1000, integer: true, doc: 'hidden cells' },
    penalty: { default: 1e-9, min: 0, max: 1000, doc: 'of squared weights' },
  },
  precision: 'float64',
  network: ({ cells }) =>
    extremeLearning({
      inputs: 1,
      hidden: logisticUnit.of(cells, { bias: uniform(-1, 1) }),
      outputs: 1,
      weight: uniform(-1, 1),
    }),
  data: dataset('sinc').split('train'),
  encode: { population: 'x', port: 'input', field: 'x' },
  learner: ({ penalty }) => ridge({ trains: extremeLearningReadout, field: 'value', penalty }),
  protocol: [train({ epochs: 1, batch: 50, order: 'given' }), test({ split: 'test' })],
  metrics: { error: rootMeanSquaredError('y', 'value') },
  panels: [
    {
      panel: 'curve',
      surface: { from: 'x', of: 'y' },
      between: [-10, 10],
      expected: Array.from({ length: 201 }, (_, k) => sinc(k / 10 - 10)),
      points: 'value',
    },
    { panel: 'curve', surface: { from: 'x', of: 'h' }, between: [-10, 10] },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'error', atMost: 0.0097, why: 'RMSE on 1,001 points without noise, as the paper has it' }],
});
