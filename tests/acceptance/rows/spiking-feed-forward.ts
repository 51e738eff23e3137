import { type Row, seeds } from '../row.ts';

export const spikingFeedForward: readonly Row[] = [
  {
    id: 'spiking-digits',
    network: 'spiking network',
    task: 'MNIST, 100 spiking cells, 25 steps, five epochs, surrogate gradient',
    published: '–',
    scenario: 'spiking-digits',
    seeds: seeds(3),
    shows: 'accuracy',
  },
];
