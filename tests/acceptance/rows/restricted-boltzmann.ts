import { type Row, seeds } from '../row.ts';

const bars = {
  network: 'restricted Boltzmann machine',
  published: '–',
  scenario: 'restricted-boltzmann',
  shows: 'likelihood',
} as const;

export const restrictedBoltzmann: readonly Row[] = [
  {
    ...bars,
    id: 'restricted-boltzmann-bars-3',
    task: 'bars and stripes 3 x 3, PCD-5, nats per picture, of at most -2.639',
    seeds: seeds(3),
  },
  {
    ...bars,
    id: 'restricted-boltzmann-bars-3-cd-10',
    task: 'bars and stripes 3 x 3, CD-10',
    controls: { persistent: false, steps: 10 },
    seeds: seeds(2),
  },
  {
    ...bars,
    id: 'restricted-boltzmann-bars-3-cd-1',
    task: 'bars and stripes 3 x 3, CD-1, which gets stuck',
    controls: { persistent: false, steps: 1 },
    seeds: seeds(2),
  },
  {
    ...bars,
    id: 'restricted-boltzmann-bars-4',
    task: 'bars and stripes 4 x 4, PCD-5, nats per picture, of at most -3.401',
    controls: { side: '4' },
    seeds: [1],
  },
  {
    network: 'restricted Boltzmann machine',
    published: '–',
    scenario: 'restricted-boltzmann-digits',
    shows: 'reconstruction',
    id: 'restricted-boltzmann-digits',
    task: 'digits, 256 hidden cells, CD-1, squared error per pixel',
    seeds: [1],
  },
  {
    network: 'restricted Boltzmann machine',
    published: '–',
    scenario: 'restricted-boltzmann-dreams',
    controls: { chains: 500 },
    shows: 'imagined',
    id: 'restricted-boltzmann-dreams',
    task: 'digits that 500 chains imagine in 1,000 steps, PCD-1, as a reader beside it names them',
    seeds: seeds(3),
  },
];
