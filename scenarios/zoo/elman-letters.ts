/** Elman's network hears ba, dii and guuu in random order and learns, letter by letter, what a consonant calls for. */
import {
  adam,
  classAccuracy,
  crossEntropy,
  dataset,
  gradient,
  loss,
  scenario,
  surprise,
  test,
  train,
} from '../../engine/index.ts';
import { elman, softmaxUnit } from '../../models/index.ts';

const steps = 30;

export default scenario({
  id: 'elman-letters',
  title: "Elman's network: which letter comes next",
  source: 'Elman 1990, Cogn Sci 14:179; real-time learning: Williams & Zipser 1989, Neural Comput 1:270',
  controls: {
    learning: {
      default: 'real-time',
      choices: ['real-time', 'through-time'],
      doc: 'gradients carried forward at each letter, or back from the end of each example',
    },
    cells: { default: 10, min: 2, max: 64, integer: true, doc: 'recurrent cells' },
    rate: { default: 0.005, min: 0, max: 1, doc: 'learning rate of Adam' },
    epochs: { default: 10, min: 1, max: 1000, integer: true, doc: 'times that 3,000 letters are heard' },
  },
  network: ({ cells }) => elman({ inputs: 6, cells, outputs: 6, output: softmaxUnit }),
  data: dataset('elman-letters', { steps }).split('train'),
  encode: { population: 'x', port: 'input', field: 'features' },
  learner: ({ learning, rate }) =>
    gradient({
      loss: crossEntropy('y', 'next'),
      optimiser: adam({ rate }),
      ...(learning === 'real-time' ? { realTime: true } : { unroll: steps }),
    }),
  protocol: ({ epochs }) => [train({ epochs, batch: 1 }), test({ split: 'test' })],
  metrics: { loss: loss({ over: 100 }), surprise: surprise('y', 'next'), right: classAccuracy('y', 'next') },
  panels: [
    { panel: 'curve', of: ['loss'] },
    { panel: 'matrix', of: 'y', variable: 'share' },
    { panel: 'plane', of: 'h', variable: 'y', components: true },
    { panel: 'graph' },
  ],
  expect: [
    {
      measure: 'surprise',
      atMost: 0.6,
      why: 'bits per letter: one of three words with three letters on average has 0.53, six letters without rule 2.58',
    },
  ],
});
