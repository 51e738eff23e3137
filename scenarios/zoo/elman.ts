/** Elman's network learns XOR in time: of a stream of bits every third can be told from the two before it, and only that. */
import {
  adam,
  binaryCrossEntropy,
  dataset,
  gradient,
  loss,
  meanSquaredError,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { elman, logisticUnit } from '../../models/index.ts';

export default scenario({
  id: 'elman',
  title: "Elman's network: XOR in time",
  source: 'Elman 1990, Cogn Sci 14:179',
  controls: {
    cells: { default: 8, min: 2, max: 256, integer: true, doc: 'recurrent cells' },
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate of Adam' },
    updates: { default: 1000, min: 1, max: 100_000, integer: true, doc: 'of 16 examples of 30 bits each' },
  },
  network: ({ cells }) => elman({ inputs: 1, cells, outputs: 1, output: logisticUnit }),
  data: dataset('temporal-xor').split('train'),
  encode: { population: 'x', port: 'input' },
  learner: ({ rate }) => gradient({ loss: binaryCrossEntropy('y', 'next'), optimiser: adam({ rate }), unroll: 30, clipNorm: 1 }),
  protocol: ({ updates }) => [train({ updates, batch: 16 }), test({ split: 'test' })],
  metrics: {
    loss: loss(),
    third: meanSquaredError('y', 'third'),
    random: meanSquaredError('y', 'random'),
    third_while_learning: meanSquaredError('y', 'third', { during: 'train' }),
  },
  panels: [
    { panel: 'curve', of: ['loss', 'third_while_learning'] },
    { panel: 'trace', of: 'y', variable: 'y', cells: [0] },
    { panel: 'matrix', of: 'h', variable: 'y' },
    { panel: 'plane', of: 'h', variable: 'y', components: true },
    { panel: 'graph' },
  ],
  expect: [
    { measure: 'third', atMost: 0.01, why: 'mean squared error of the bits that can be told' },
    { measure: 'random', between: [0.25, 0.27], why: 'of the others: a coin has 1/4' },
  ],
});
