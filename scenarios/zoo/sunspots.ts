/** An echo state network foretells the sunspots of the next year, and does better than saying that there will be as many as in this one. */
import { chosenPenalty, dataset, normalisedError, ratio, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { echoState, echoStateReadout } from '../../models/index.ts';

const washout = 30;
/** Of squared weights to the output. */
const penalties = [1e-4, 1e-3, 1e-2, 0.1, 1, 10];

export default scenario({
  id: 'sunspots',
  title: 'Echo state network: sunspots of the next year',
  source: 'Weigend, Huberman & Rumelhart 1990, Int J Neural Syst 1:193 (as a task)',
  controls: {
    cells: { default: 50, min: 2, max: 1000, integer: true, doc: 'cells of the reservoir' },
    radius: { default: 0.7, min: 0.01, max: 2, doc: 'spectral radius of the reservoir' },
    strength: { default: 0.5, min: 0.001, max: 10, doc: 'largest weight from the input' },
    block: {
      default: 17,
      min: 1,
      max: 85,
      integer: true,
      doc: 'years in a row that are foretold from the others, to choose the penalty',
    },
  },
  precision: 'float64',
  network: ({ cells, radius, strength }) =>
    echoState({ inputs: 1, cells, outputs: 1, radius, bias: uniform(-0.2, 0.2), input: uniform(-strength, strength) }),
  data: dataset('sunspots', { washout }).split('train'),
  encode: { population: 'u', port: 'input', field: 'value' },
  learner: ({ block }) => ridge({ trains: echoStateReadout, field: 'next', penalty: penalties, block, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: {
    error: normalisedError('y', 'next'),
    // The input is this year: as a forecast, that nothing changes.
    persistence: normalisedError('u', 'next'),
    share: ratio('error', 'persistence'),
    penalty: chosenPenalty(),
  },
  panels: [
    { panel: 'trace', of: ['u', 'y'], variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'share', atMost: 0.75, why: 'of the error of the forecast that nothing changes' }],
});
