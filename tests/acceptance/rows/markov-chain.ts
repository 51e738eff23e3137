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
];
