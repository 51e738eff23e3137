import type { Row } from '../row.ts';

export const optimisers: readonly Row[] = [
  {
    id: 'optimisers-valley',
    network: 'optimisers',
    task: "2,000 steps down Rosenbrock's valley",
    published: '–',
    scenario: 'optimisers',
    seeds: [1],
    shows: 'adam',
    fast: true,
  },
];
