import { type Row, seeds } from '../row.ts';

const network = 'self-organising map';

export const selfOrganisingMap: readonly Row[] = [
  {
    id: 'map-square',
    network,
    task: 'map of 10 x 10 cells over a square, 95 % of 20 runs',
    published: '–',
    scenario: 'self-organising-map',
    seeds: seeds(20),
    needs: 19,
    shows: 'topographic',
    fast: true,
  },
  {
    id: 'map-digits',
    network,
    task: 'digits on a map of 16 x 16 cells',
    published: '–',
    scenario: 'self-organising-digits',
    seeds: [1],
    shows: 'purity',
  },
];
