/** How large the errors are that come back to each of twenty layers, before anything is learnt: it hangs on the cells and their first weights. */
import {
  crossEntropy,
  type DeltaNormMetric,
  dataset,
  deltaNorm,
  gradient,
  normal,
  scenario,
  sgd,
  train,
} from '../../engine/index.ts';
import { feedForward, identityUnit, logisticUnit, reluUnit, softmaxUnit, tanhUnit } from '../../models/index.ts';

const layers = 20;
const cells = { logistic: logisticUnit, tanh: tanhUnit, relu: reluUnit, linear: identityUnit } as const;
/** What is left in the first hidden layer of what goes into the last: by cells, then by how much variance their weights have. */
const expected: Readonly<
  Record<string, { readonly atLeast?: number; readonly atMost?: number; readonly between?: readonly [number, number] }>
> = {
  'logistic 1': { atMost: 1e-10 },
  'tanh 1': { between: [0.1, 1] },
  'relu 2': { between: [0.3, 3] },
  'relu 1': { atMost: 1e-2 },
  'linear 2.25': { atLeast: 1e3 },
};

/** By layer, the first being the nearest to the input. */
const norms: Readonly<Record<string, DeltaNormMetric>> = Object.fromEntries(
  Array.from({ length: layers }, (_, k) => [`layer_${k + 1}`, deltaNorm(`h${k + 1}`)]),
);
const metrics: Readonly<Record<string, DeltaNormMetric>> = { ...norms, left: deltaNorm('h1', 'y') };

export default scenario({
  id: 'vanishing-gradient',
  title: 'Vanishing and exploding gradients',
  source: 'Hochreiter 1991, thesis, TU München; Glorot & Bengio 2010, AISTATS 9:249; He et al. 2015, ICCV, 1026',
  controls: {
    cells: { default: 'logistic', choices: ['logistic', 'tanh', 'relu', 'linear'], doc: 'of the twenty hidden layers' },
    variance: { default: 1, min: 0, max: 10, doc: 'of first weights, times the number of inputs of a cell' },
  },
  network: ({ cells: hidden, variance }) =>
    feedForward({
      sizes: [784, ...Array.from({ length: layers }, () => 64), 10],
      hidden: cells[hidden],
      output: softmaxUnit,
      weight: (fanIn) => normal(0, Math.sqrt(variance / fanIn)),
    }),
  data: dataset('mnist').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: gradient({ loss: crossEntropy('y', 'label'), optimiser: sgd({ rate: 0 }) }),
  // Nothing is learnt: each batch shows the first weights anew.
  protocol: [train({ updates: 100, batch: 128 })],
  metrics,
  panels: [{ panel: 'bars', of: Object.keys(norms), scale: 'log' }, { panel: 'graph' }],
  expect: ({ cells: hidden, variance }) => {
    const limits = expected[`${hidden} ${variance}`];
    const why = 'of the errors that go into the last layer, what comes back to the first';
    return limits === undefined ? [] : [{ measure: 'left', ...limits, why }];
  },
});
