/** A recurrent multilayer perceptron follows a system whose next value depends on its last ten, and on an input of ten steps ago. */
import {
  adam,
  cosine,
  dataset,
  gradient,
  leastSquares,
  loss,
  normalisedError,
  ratio,
  scenario,
  squaredError,
  test,
  train,
} from '../../engine/index.ts';
import { recurrentPerceptron } from '../../models/index.ts';

const [steps, washout] = [120, 20];
/** Inputs that the linear filter hears: as many as the task looks back. */
const taps = 10;

export default scenario({
  id: 'recurrent-perceptron',
  title: 'Recurrent multilayer perceptron: NARMA-10',
  source: 'Puskorius & Feldkamp 1994, IEEE Trans Neural Netw 5:279; task: Atiya & Parlos 2000, IEEE Trans Neural Netw 11:697',
  controls: {
    cells: { default: 10, min: 1, max: 256, integer: true, doc: 'of each of the two hidden layers' },
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate of Adam at first; it falls to 0' },
    epochs: { default: 150, min: 1, max: 10_000, integer: true, doc: 'times that the 160 series are shown' },
  },
  network: ({ cells }) => recurrentPerceptron({ sizes: [1, cells, cells, 1], taps }),
  data: dataset('narma10', { steps, washout, train: 160, test: 40 }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) => ({
    filter: leastSquares({ trains: ['line.*'], field: 'next', washout }),
    network: gradient({
      trains: ['h1.*', 'h2.*', 'y.*'],
      loss: squaredError('y', 'next'),
      optimiser: adam({ rate: cosine(rate) }),
      unroll: steps,
      clipNorm: 1,
    }),
  }),
  protocol: ({ epochs }) => [
    train({ learner: 'filter', epochs: 1, batch: 16 }),
    train({ learner: 'network', epochs, batch: 16 }),
    test({ split: 'test' }),
  ],
  metrics: {
    loss: loss(),
    error_while_learning: normalisedError('y', 'next', { during: 'train', over: 10 }),
    error: normalisedError('y', 'next'),
    error_of_filter: normalisedError('line', 'next'),
    compared: ratio('error', 'error_of_filter'),
  },
  panels: [
    { panel: 'curve', of: ['error_while_learning'] },
    { panel: 'trace', of: 'y', variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'h1', variable: 'y' },
    { panel: 'graph', colour: 'direction' },
  ],
  expect: [
    { measure: 'error', atMost: 0.4, why: 'NRMSE, one step ahead' },
    { measure: 'compared', atMost: 0.8, why: 'of the error of a linear filter of the last ten inputs' },
  ],
});
