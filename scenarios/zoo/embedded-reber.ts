/** Long short-term memory remembers the beginning of a string over all that comes between, to its end. */
import { adam, classAccuracy, crossEntropy, dataset, gradient, loss, scenario, test, train } from '../../engine/index.ts';
import { lstm, softmaxUnit } from '../../models/index.ts';

export default scenario({
  id: 'embedded-reber',
  title: "Long short-term memory: Reber's grammar, embedded",
  source: 'Hochreiter & Schmidhuber 1997, Neural Comput 9:1735, experiment 1',
  controls: {
    cells: { default: 16, min: 1, max: 256, integer: true, doc: 'memory cells' },
    rate: { default: 0.01, min: 0, max: 1, doc: 'learning rate of Adam' },
    strings: { default: 10_000, min: 1, max: 1_000_000, integer: true, doc: 'strings to learn from' },
  },
  network: ({ cells }) => lstm({ inputs: 7, cells, outputs: 7, output: softmaxUnit }),
  data: dataset('reber', { embedded: true, steps: 30 }).split('train'),
  encode: { population: 'x', port: 'input', field: 'symbol' },
  learner: ({ rate }) => gradient({ loss: crossEntropy('y', 'next'), optimiser: adam({ rate }), unroll: 30, clipNorm: 1 }),
  protocol: ({ strings }) => [train({ updates: Math.ceil(strings / 10), batch: 10 }), test({ split: 'test', examples: 500 })],
  metrics: {
    loss: loss({ over: 10 }),
    closing_while_learning: classAccuracy('y', 'closing', { during: 'train', over: 10 }),
    closing: classAccuracy('y', 'closing'),
  },
  panels: [
    { panel: 'curve', of: ['loss', 'closing_while_learning'] },
    { panel: 'matrix', of: 'h', variable: ['i', 'f', 'o', 'c'] },
    { panel: 'matrix', of: 'y', variable: 'share' },
    { panel: 'graph' },
  ],
  expect: [{ measure: 'closing', atLeast: 1, why: 'share of 500 other strings whose end is told from their beginning' }],
});
