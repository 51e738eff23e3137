/** A layer of gated recurrent units foretells a mixture of waves that never comes back to where it was. */
import {
  adam,
  cosine,
  dataset,
  gradient,
  loss,
  normalisedError,
  ratio,
  scenario,
  squaredError,
  test,
  train,
} from '../../engine/index.ts';
import { gru, identityUnit } from '../../models/index.ts';

export default scenario({
  id: 'gru-waves',
  title: 'Gated recurrent unit: waves, foretold',
  source: 'Cho et al. 2014, arXiv:1406.1078',
  controls: {
    cells: { default: 16, min: 1, max: 256, integer: true, doc: 'gated cells' },
    waves: { default: 3, min: 1, max: 20, integer: true, doc: 'waves whose mean is heard' },
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate of Adam at first; it falls to 0' },
    epochs: { default: 60, min: 1, max: 10_000, integer: true, doc: 'times that the 40 stretches of 50 steps are shown' },
  },
  network: ({ cells }) => gru({ inputs: 1, cells, outputs: 1, output: identityUnit }),
  data: ({ waves }) => dataset('sine-waves', { waves }).split('train'),
  encode: { population: 'x', port: 'input', field: 'value' },
  learner: ({ rate }) =>
    gradient({ loss: squaredError('y', 'next'), optimiser: adam({ rate: cosine(rate) }), unroll: 50, clipNorm: 1 }),
  protocol: ({ epochs }) => [train({ epochs, batch: 8 }), test({ split: 'test' })],
  metrics: {
    loss: loss(),
    error: normalisedError('y', 'next'),
    // The input is the value of now: as a forecast, that nothing changes.
    persistence: normalisedError('x', 'next'),
    share: ratio('error', 'persistence'),
  },
  panels: [
    { panel: 'curve', of: ['loss'], scale: 'log' },
    { panel: 'trace', of: ['x', 'y'], variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'h', variable: ['r', 'z', 'h'] },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'share', atMost: 0.5, why: 'of the error of the forecast that nothing changes, in other stretches' }],
});
