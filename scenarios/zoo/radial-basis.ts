/** A radial basis network bends its border round two half moons that no line parts: centres first, then the weights of their bumps. */
import {
  adam,
  centres,
  classAccuracy,
  dataset,
  gradient,
  recursiveLeastSquares,
  ridge,
  scenario,
  squaredError,
  test,
  train,
} from '../../engine/index.ts';
import { radialBasis } from '../../models/index.ts';

const plane = [
  [-15, 25],
  [-15, 20],
] as const;
const weights = { trains: ['y.*'], field: 'moon' };

export default scenario({
  id: 'radial-basis',
  title: 'Radial basis network: two half moons',
  source:
    'Broomhead & Lowe 1988, Complex Syst 2:321; task and recursive form: Haykin 2009, Neural Networks and Learning Machines, chapter 5',
  precision: 'float64',
  controls: {
    distance: { default: -5, min: -10, max: 10, doc: 'between the moons' },
    cells: { default: 20, min: 1, max: 500, integer: true, doc: 'bumps' },
    fit: {
      default: 'ridge',
      choices: ['ridge', 'recursive', 'gradient'],
      doc: 'of the weights: all examples at once, one after the other, or all (centres and widths too) by gradients',
    },
  },
  network: ({ cells }) => radialBasis({ inputs: 2, centres: cells, outputs: 1 }),
  data: ({ distance }) => dataset('double-moon', { distance }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ fit }) => ({
    centres: centres({ projection: 'x->h:distance#0', width: { parameter: 'h.width', rule: 'spread' } }),
    weights:
      fit === 'ridge'
        ? ridge({ ...weights, penalty: 1e-4 })
        : fit === 'recursive'
          ? recursiveLeastSquares({ ...weights, regularisation: 1e-4 })
          : gradient({ loss: squaredError('y', 'moon'), optimiser: adam({ rate: 0.02 }) }),
  }),
  protocol: ({ fit }) => [
    train({ epochs: 30, batch: 20, learner: 'centres' }),
    train({ epochs: fit === 'gradient' ? 100 : 1, batch: 20, learner: 'weights' }),
    test({ split: 'test' }),
  ],
  metrics: { accuracy: classAccuracy('y', 'moon') },
  panels: [
    { panel: 'plane', surface: { from: 'x', of: 'y' }, between: plane, points: 'moon' },
    { panel: 'image-grid', surface: { from: 'x', of: 'h' }, between: plane, threshold: 0.6 },
    { panel: 'graph' },
  ],
  expect: ({ distance }) => [
    { measure: 'accuracy', atLeast: distance >= -5 ? 0.998 : 0.99, why: 'share of 2,000 other points; a line has about 0.87' },
  ],
});
