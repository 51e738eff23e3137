import { type Row, seeds } from '../row.ts';

export const markovChain: readonly Row[] = [
  {
    id: 'markov-chain',
    network: 'Markov chain',
    task: 'a million steps among six pages: distance from the stationary distribution',
    published: '–',
    scenario: 'markov-chain',
    seeds: seeds(3),
    shows: 'distance',
    fast: true,
  },
  {
    id: 'markov-text-2',
    network: 'Markov chain',
    task: 'Moby-Dick, 200,000 characters, order 2: bits per character held out',
    published: '–',
    scenario: 'markov-text',
    seeds: [1],
    shows: 'surprise',
  },
];
