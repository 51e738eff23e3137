/** Elman's network learns which symbols may come next in strings of Reber's grammar. */
import {
  adam,
  cosine,
  crossEntropy,
  dataset,
  gradient,
  leastAllowed,
  loss,
  mostAstray,
  scenario,
  test,
  train,
} from '../../engine/index.ts';
import { elman, softmaxUnit } from '../../models/index.ts';

export default scenario({
  id: 'reber',
  title: "Elman's network: Reber's grammar",
  source: 'Cleeremans, Servan-Schreiber & McClelland 1989, Neural Comput 1:372',
  controls: {
    cells: { default: 15, min: 2, max: 256, integer: true, doc: 'recurrent cells' },
    rate: { default: 0.005, min: 0, max: 1, doc: 'learning rate of Adam at first; it falls to 0' },
    strings: { default: 3000, min: 1, max: 1_000_000, integer: true, doc: 'to learn from' },
  },
  network: ({ cells }) => elman({ inputs: 7, cells, outputs: 7, output: softmaxUnit }),
  data: dataset('reber').split('train'),
  encode: { population: 'x', port: 'input', field: 'symbol' },
  learner: ({ rate }) =>
    gradient({ loss: crossEntropy('y', 'next'), optimiser: adam({ rate: cosine(rate) }), unroll: 20, clipNorm: 1 }),
  protocol: ({ strings }) => [train({ updates: strings, batch: 1 }), test({ split: 'test', examples: 1000 })],
  metrics: { loss: loss({ over: 100 }), least_legal: leastAllowed('y', 'legal'), most_illegal: mostAstray('y', 'legal') },
  panels: [
    { panel: 'curve', of: ['loss'] },
    { panel: 'matrix', of: 'y', variable: 'share' },
    { panel: 'plane', of: 'h', variable: 'y', components: true, by: 'x' },
    { panel: 'graph' },
  ],
  expect: [
    { measure: 'least_legal', atLeast: 0.1, why: 'the least share of a symbol that may come, in 1,000 other strings' },
    { measure: 'most_illegal', atMost: 0.05, why: 'the most that all others together get' },
  ],
});
