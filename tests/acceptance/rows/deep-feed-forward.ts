import { type Row, seeds } from '../row.ts';

const digits = {
  network: 'deep feed-forward',
  scenario: 'deep-feed-forward',
  published: '–',
  seeds: seeds(3),
  shows: 'accuracy',
};
const points = {
  network: 'deep feed-forward',
  scenario: 'playground',
  published: '–',
  seeds: seeds(10),
  needs: 9,
  shows: 'accuracy',
};

export const deepFeedForward: readonly Row[] = [
  { ...points, id: 'playground-spiral', task: 'two spirals by x and y alone, 2-16-16-8-1, 300 epochs', fast: true },
  { ...points, id: 'playground-circle', task: 'a disc in a ring', controls: { shape: 'circle' } },
  { ...points, id: 'playground-xor', task: 'opposite quadrants', controls: { shape: 'xor' } },
  { ...points, id: 'playground-gauss', task: 'two clouds', controls: { shape: 'gauss' } },
  { ...digits, id: 'digits-128-64', task: '1,994 digits after 7,008, 784-128-64-10, 10 epochs' },
  { ...digits, id: 'digits-16-16', task: '784-16-16-10, 10 epochs', controls: { hidden: '16-16' } },
  {
    ...digits,
    id: 'digits-dropout',
    task: '784-256-128-10 with dropout 0.2 and 0.5, 20 epochs',
    controls: { hidden: '256-128', dropout: true, epochs: 20 },
    seeds: seeds(2),
  },
  { ...digits, id: 'digits-softmax-regression', task: 'no hidden layer', controls: { hidden: 'none' } },
];
