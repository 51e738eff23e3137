import { type Row, seeds } from '../row.ts';

const network = 'radial basis';

export const radialBasis: readonly Row[] = [
  {
    id: 'radial-interpolation',
    network,
    task: 'through 50 random points',
    published: '–',
    scenario: 'radial-interpolation',
    seeds: seeds(5),
    shows: 'residual',
    fast: true,
  },
  {
    id: 'radial-moons-5',
    network,
    task: 'double moon at distance -5, median of 10 runs',
    published: '–',
    scenario: 'radial-basis',
    seeds: seeds(10),
    needs: 6,
    shows: 'accuracy',
  },
  {
    id: 'radial-moons-6',
    network,
    task: 'double moon at distance -6, median of 10 runs',
    published: '–',
    scenario: 'radial-basis',
    controls: { distance: -6 },
    seeds: seeds(10),
    needs: 6,
    shows: 'accuracy',
  },
  {
    id: 'radial-digits',
    network,
    task: 'digits by 300 Gaussians',
    published: '–',
    scenario: 'radial-digits',
    seeds: [1],
    shows: 'accuracy',
  },
  {
    id: 'radial-digits-1000',
    network,
    task: 'digits by 1,000 Gaussians',
    published: '–',
    scenario: 'radial-digits',
    controls: { cells: 1000 },
    seeds: [1],
    shows: 'accuracy',
  },
];
