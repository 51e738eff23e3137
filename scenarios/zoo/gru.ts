/** A layer of gated recurrent units adds two marked numbers that it heard many steps ago. */
import {
  adam,
  dataset,
  gradient,
  loss,
  meanSquaredError,
  reached,
  scenario,
  squaredError,
  test,
  train,
  updates,
} from '../../engine/index.ts';
import { gru, identityUnit } from '../../models/index.ts';

export default scenario({
  id: 'gru',
  title: 'Gated recurrent unit: the adding problem',
  source: 'Cho et al. 2014, arXiv:1406.1078; task: Le, Jaitly & Hinton 2015, arXiv:1504.00941',
  controls: {
    length: { default: 50, min: 10, max: 1000, integer: true, doc: 'steps of an example' },
    cells: { default: 32, min: 1, max: 1024, integer: true, doc: 'gated cells' },
    rate: { default: 0.005, min: 0, max: 1, doc: 'learning rate of Adam' },
    updates: { default: 1500, min: 1, max: 1_000_000, integer: true, doc: 'most updates, of 32 examples each' },
  },
  network: ({ cells }) => gru({ inputs: 2, cells, outputs: 1, output: identityUnit }),
  data: ({ length }) => dataset('adding', { steps: length }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ length, rate }) =>
    gradient({ loss: squaredError('y', 'sum'), optimiser: adam({ rate }), unroll: length, clipNorm: 1 }),
  protocol: ({ updates: most }) => [
    train({ updates: most, batch: 32, stop: reached('recent_error', 0.005) }),
    test({ split: 'test', examples: 1024 }),
  ],
  metrics: {
    loss: loss(),
    recent_error: meanSquaredError('y', 'sum', { during: 'train', over: 20 }),
    updates: updates(),
    error: meanSquaredError('y', 'sum'),
  },
  panels: [
    { panel: 'curve', of: ['loss', 'recent_error'], scale: 'log' },
    { panel: 'matrix', of: 'h', variable: ['r', 'z', 'h'] },
    { panel: 'matrix', of: 'x' },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'error', atMost: 0.01, why: 'mean squared error on 1,024 other examples; always saying 1 has 1/6' }],
});
