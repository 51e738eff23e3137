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
    id: 'annealing',
    task: 'spin glass of 16 cells, cooled: the lowest of its 65,536 states',
    published: '–',
    scenario: 'annealing',
    seeds: seeds(100),
    needs: 95,
    shows: 'excess',
  },
];
