import { type Row, seeds } from '../row.ts';

export const boltzmann: readonly Row[] = [
  {
    network: 'boltzmann',
    id: 'boltzmann-sampler',
    task: 'ten cells, a million sweeps: distance of the visited states from the exact distribution',
    published: '0 in the limit (Ackley et al. 1985)',
    scenario: 'boltzmann',
    seeds: seeds(2),
    shows: 'distance',
  },
  {
    network: 'boltzmann',
    id: 'boltzmann-encoder-single',
    task: '4-2-4 encoder, 500 updates by exact means, one start: all four patterns are passed on',
    published: '250 of 250 runs by annealed sampling (Ackley et al. 1985)',
    scenario: 'boltzmann-encoder',
    controls: { starts: 1 },
    seeds: seeds(20),
    needs: 6,
    shows: 'solved',
  },
  {
    network: 'boltzmann',
    id: 'boltzmann-encoder',
    task: '4-2-4 encoder, the best of 8 starts by its divergence from the examples',
    published: '250 of 250 runs by annealed sampling (Ackley et al. 1985)',
    scenario: 'boltzmann-encoder',
    seeds: seeds(20),
    needs: 19,
    shows: 'solved',
  },
  {
    network: 'boltzmann',
    id: 'annealing',
    task: 'spin glass of 16 cells, cooled: the lowest of its 65,536 states',
    published: '–',
    scenario: 'annealing',
    seeds: seeds(100),
    needs: 95,
    shows: 'excess',
  },
];
