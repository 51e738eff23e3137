/** A Markov chain of letters counts what follows what in Moby-Dick, foretells the rest of it, and writes on. */
import { dataset, scenario, surprise, test, train, transitionCounts } from '../../engine/index.ts';
import { contextChain, contextCounts } from '../../models/index.ts';

/** Of the text as the data set has it: '#' stands for a number. */
const alphabet = `abcdefghijklmnopqrstuvwxyz \n.,;:!?'"-()#`;
/** What the last twentieth of the first 200,000 characters needs at most, with a prior of 1. */
const most = [3.5, 2.9, 2.8];

export default scenario({
  id: 'markov-text',
  title: 'Markov chain of letters: Moby-Dick, counted',
  source: 'Markov 1913, Izv Akad Nauk 7:153; Shannon 1948, Bell Syst Tech J 27:379; text: Melville 1851',
  controls: {
    order: { default: 2, min: 1, max: 3, integer: true, doc: 'characters that it looks back at; 3 takes ten minutes' },
    prior: { default: 1, min: 1e-6, max: 100, doc: 'times that each character counts as seen after each context (Laplace)' },
    characters: { default: 200_000, min: 10_000, max: 1_187_002, integer: true, named: { all: 1_187_002 }, doc: 'of the text' },
  },
  network: ({ order }) => contextChain({ symbols: alphabet.length, order }),
  data: ({ characters }) => dataset('moby-dick', { characters, steps: 500 }).split('train'),
  encode: { population: 'x', port: 'input', field: 'character' },
  learner: ({ order, prior }) => transitionCounts({ trains: contextCounts, field: 'next', prior, washout: order - 1 }),
  protocol: [train({ epochs: 1, batch: 32, order: 'given' }), test({ split: 'test' })],
  metrics: { surprise: surprise('y', 'next') },
  panels: [
    { panel: 'text', of: 'y', variable: 'share', reads: 'x', alphabet },
    { panel: 'bars', of: 'y', variable: 'share', labels: [...alphabet.replace(' ', '_').replace('\n', '/')] },
    { panel: 'matrix', of: 'y', variable: 'share' },
  ],
  expect: ({ order, prior, characters }) =>
    prior === 1 && characters === 200_000
      ? [
          {
            measure: 'surprise',
            atMost: most[order - 1]!,
            why: 'bits per character of the last twentieth of the text, which it never saw',
          },
        ]
      : [],
});
