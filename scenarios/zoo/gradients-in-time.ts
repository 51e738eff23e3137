/** How large the errors are that come back over 48 steps of a sequence, from small first weights: in gated cells that have learnt they do not fade. */
import {
  adam,
  type DeltaNormMetric,
  dataset,
  deltaNorm,
  type ErrorMetric,
  gradient,
  meanSquaredError,
  normal,
  scenario,
  squaredError,
  train,
} from '../../engine/index.ts';
import { elman, gru, identityUnit, lstm } from '../../models/index.ts';

const steps = 50;
const longest = 48;
/** Of a random matrix with such numbers the largest eigenvalue is about a half: what goes round halves in each step. */
const small = (fanIn: number) => normal(0, 0.5 / Math.sqrt(fanIn));
const networks = { elman, lstm, gru } as const;
const back: Readonly<Record<string, DeltaNormMetric>> = Object.fromEntries(
  Array.from({ length: 1 + longest / 4 }, (_, k) => [`back_${4 * k}`, deltaNorm('h', null, { lag: 4 * k })]),
);
const metrics: Readonly<Record<string, DeltaNormMetric | ErrorMetric>> = {
  ...back,
  left: deltaNorm('h', 'h', { lag: longest }),
  error: meanSquaredError('y', 'sum', { during: 'train', over: 20 }),
};

export default scenario({
  id: 'gradients-in-time',
  title: 'Gradients that fade on their way back in time',
  source: 'Hochreiter 1991, thesis, TU München; Bengio, Simard & Frasconi 1994, IEEE Trans Neural Netw 5:157',
  controls: {
    network: { default: 'elman', choices: ['elman', 'lstm', 'gru'], doc: 'what the recurrent cells are' },
    updates: { default: 1000, min: 1, max: 100_000, integer: true, doc: 'of 32 sums of two marked numbers among 50' },
  },
  network: ({ network }) => networks[network]({ inputs: 2, cells: 32, outputs: 1, output: identityUnit, weight: small }),
  data: dataset('adding', { steps }).split('train'),
  encode: { population: 'x', port: 'input' },
  learner: gradient({ loss: squaredError('y', 'sum'), optimiser: adam({ rate: 0.005 }), unroll: steps, clipNorm: 1 }),
  protocol: ({ updates }) => [train({ updates, batch: 32 })],
  metrics,
  panels: [
    { panel: 'bars', of: Object.keys(back), scale: 'log' },
    { panel: 'curve', of: ['left', 'error'], scale: 'log' },
    { panel: 'graph' },
  ],
  expect: ({ network }) => {
    const limit = network === 'elman' ? { atMost: 1e-3 } : { atLeast: 0.1 };
    return [{ measure: 'left', ...limit, why: 'of the errors at the end, what comes back 48 steps' }];
  },
});
