/** A recurrent network reads Moby-Dick character by character, and says what will come next. */
import { adam, crossEntropy, dataset, gradient, scenario, surprise, test, train } from '../../engine/index.ts';
import { gru, lstm, softmaxUnit } from '../../models/index.ts';

/** Of the text as the data set has it: '#' stands for a number. */
const alphabet = `abcdefghijklmnopqrstuvwxyz \n.,;:!?'"-()#`;

export default scenario({
  id: 'moby-dick',
  title: 'Long short-term memory: Moby-Dick, character by character',
  source: 'Graves 2013, arXiv:1308.0850; text: Melville 1851',
  controls: {
    memory: {
      default: 'lstm',
      choices: ['lstm', 'gru'],
      doc: 'long short-term memory, or gated recurrent units of as many weights',
    },
    cells: {
      default: 128,
      min: 1,
      max: 1024,
      integer: true,
      doc: 'memory cells; of gated recurrent units there are a sixth more',
    },
    characters: { default: 200_000, min: 10_000, max: 1_187_002, integer: true, named: { all: 1_187_002 }, doc: 'of the text' },
    rate: { default: 0.005, min: 0, max: 1, doc: 'learning rate of Adam' },
    epochs: { default: 24, min: 1, max: 100, integer: true, doc: 'times that the text is read' },
  },
  network: ({ memory, cells }) => {
    const ends = { inputs: alphabet.length, outputs: alphabet.length, output: softmaxUnit };
    return memory === 'lstm' ? lstm({ ...ends, cells }) : gru({ ...ends, cells: Math.round((cells * 7) / 6) });
  },
  data: ({ characters }) => dataset('moby-dick', { characters }).split('train'),
  encode: { population: 'x', port: 'input', field: 'character' },
  learner: ({ rate }) =>
    gradient({ loss: crossEntropy('y', 'next'), optimiser: adam({ rate }), unroll: 64, carry: true, clipNorm: 5 }),
  protocol: ({ epochs }) => [train({ epochs, batch: 32, order: 'continuing' }), test({ split: 'test' })],
  metrics: { reading: surprise('y', 'next', { during: 'train', over: 10 }), surprise: surprise('y', 'next') },
  panels: [
    { panel: 'text', of: 'y', variable: 'share', reads: 'x', alphabet },
    { panel: 'curve', of: ['reading'] },
    { panel: 'matrix', of: 'h', variable: 'h' },
    { panel: 'matrix', of: 'y', variable: 'share' },
  ],
  expect: ({ memory }) => [
    {
      measure: 'surprise',
      atMost: memory === 'lstm' ? 2.4 : 2.45,
      why: 'bits per character of the last twentieth of the text, which it never saw',
    },
  ],
});
