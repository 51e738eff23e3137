/** An echo state network follows a system whose next value depends on its last ten, and on an input of ten steps ago. */
import { dataset, normalisedError, ridge, scenario, test, train, uniform } from '../../engine/index.ts';
import { echoState, echoStateReadout, recurrenceKinds, recurrenceOf } from '../../models/index.ts';

const washout = 200;
/** Matrices of one number. */
const simple: readonly string[] = ['cycle', 'delay-line'];

export default scenario({
  id: 'narma',
  title: 'Echo state network: NARMA-10',
  source: 'Atiya & Parlos 2000, IEEE Trans Neural Netw 11:697; Jaeger 2003, NIPS 15:593',
  controls: {
    cells: { default: 400, min: 10, max: 5000, integer: true, doc: 'cells of the reservoir' },
    matrix: { default: 'random', choices: recurrenceKinds, doc: 'how cells of the reservoir are connected' },
    radius: { default: 0.9, min: 0.01, max: 2, doc: 'spectral radius of the reservoir; of a delay line: its weight' },
    penalty: { default: 1e-8, min: 0, max: 1, doc: 'of squared weights to the output' },
  },
  precision: 'float64',
  network: ({ cells, matrix, radius }, data) =>
    echoState({
      inputs: data?.inputs ?? 1,
      cells,
      outputs: data?.outputs ?? 1,
      recurrence: recurrenceOf(matrix, cells, radius),
      bias: uniform(-0.2, 0.2),
      input: uniform(-0.1, 0.1),
    }),
  data: dataset('narma10', { steps: 2000 + washout, washout, train: 1, validation: 1, test: 1 }).split('train'),
  encode: { population: 'u', port: 'input' },
  learner: ({ penalty }) => ridge({ trains: echoStateReadout, field: 'next', penalty, washout }),
  protocol: [train({ epochs: 1, batch: 1, order: 'given' }), test({ split: 'test' })],
  metrics: { error: normalisedError('y', 'next') },
  panels: [
    { panel: 'trace', of: 'y', variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'x', variable: 'y' },
    { panel: 'graph' },
  ],
  expect: ({ cells, matrix }) => [
    {
      measure: 'error',
      atMost: cells >= 400 ? (simple.includes(matrix) ? 0.25 : 0.17) : cells >= 100 && !simple.includes(matrix) ? 0.36 : 0.6,
      why: 'NRMSE of 2,000 steps, one step ahead',
    },
  ],
});
