/** FORCE learning: a chaotic network hears what it says while its readout learns, every second step, and then says it alone. */
import {
  dataset,
  meanAbsoluteError,
  normal,
  normalisedError,
  probability,
  recursiveLeastSquares,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { echoState, leakyCurrentUnit } from '../../models/index.ts';

const period = 1200;

export default scenario({
  id: 'force',
  title: 'FORCE: chaos tamed to a sum of four sines',
  source: 'Sussillo & Abbott 2009, Neuron 63:544',
  controls: {
    cells: { default: 500, min: 10, max: 2000, integer: true, doc: 'cells of the reservoir' },
    gain: { default: 1.5, min: 0, max: 3, doc: 'spread of its weights: above 1 it is chaotic' },
    periods: { default: 20, min: 1, max: 100, integer: true, doc: 'periods to learn from' },
  },
  precision: 'float64',
  network: ({ cells, gain }) =>
    echoState({
      inputs: 1,
      cells,
      outputs: 1,
      closed: true,
      direct: false,
      cell: (size) => leakyCurrentUnit.of(size, { x: normal(0, 0.5) }),
      recurrence: { wiring: probability(0.1), weight: normal(0, gain / Math.sqrt(0.1 * cells)) },
    }),
  data: ({ periods }) =>
    dataset('four-sines', { washout: period, train: periods * period, alone: true, every: true }).split('train'),
  encode: [
    { population: 'u', port: 'input', field: 'value' },
    { population: 'u', port: 'free', field: 'free' },
  ],
  learner: recursiveLeastSquares({ trains: ['x->y:input#0'], field: 'next', regularisation: 1, washout: period, every: 2 }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: {
    learning: meanAbsoluteError('y', 'next', { during: 'train', over: period }),
    alone: normalisedError('y', 'next'),
  },
  panels: [
    { panel: 'trace', of: 'y', variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'trace', of: 'x', variable: 'y', cells: [0, 1, 2, 3, 4] },
    { panel: 'curve', of: 'learning', scale: 'log' },
    { panel: 'graph' },
  ],
  expect: [
    { measure: 'learning', atMost: 0.013, why: 'mean absolute error of the last period of learning: 1 % of the amplitude' },
    { measure: 'alone', atMost: 0.1, why: 'NRMSE of ten periods after learning' },
  ],
});
