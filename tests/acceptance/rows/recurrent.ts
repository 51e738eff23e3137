import { type Row, seeds } from '../row.ts';

export const recurrent: readonly Row[] = [
  {
    id: 'elman-xor',
    network: "Elman's network",
    task: 'XOR in time, 480,000 bits',
    published: '–',
    scenario: 'elman',
    seeds: seeds(10),
    needs: 9,
    shows: 'third',
    fast: true,
  },
  {
    id: 'reber',
    network: "Elman's network",
    task: "Reber's grammar, 3,000 strings",
    published: 'all strings accepted (Cleeremans et al. 1989)',
    scenario: 'reber',
    seeds: seeds(5),
    shows: 'least_legal',
    fast: true,
  },
  {
    id: 'elman-adding',
    network: "Elman's network",
    task: 'adding two of 50 numbers, 2,000 updates: it fails',
    published: '–',
    scenario: 'elman-adding',
    seeds: seeds(3),
    shows: 'error',
  },
  {
    id: 'recurrent-perceptron-narma',
    network: 'recurrent multilayer perceptron',
    task: 'NARMA-10, one step ahead',
    published: '–',
    scenario: 'recurrent-perceptron',
    seeds: seeds(5),
    shows: 'error',
  },
];
