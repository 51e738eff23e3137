import { type Row, seeds } from '../row.ts';

/** The best of ten draws of hidden cells must be good enough. */
const about = {
  network: 'universal approximation',
  scenario: 'universal-approximation',
  published: '–',
  seeds: seeds(10),
  needs: 1,
  shows: 'error',
};

export const universalApproximation: readonly Row[] = [
  { ...about, id: 'approximation-sine', task: 'a sine by 100 random tanh cells, best of 10 draws', fast: true },
  { ...about, id: 'approximation-absolute', task: 'a corner', controls: { of: 'absolute' } },
  { ...about, id: 'approximation-step', task: 'a step of width 0.02', controls: { of: 'step' } },
  {
    ...about,
    id: 'approximation-peaks',
    task: 'peaks over a square by 400 random tanh cells',
    controls: { of: 'peaks', cells: 400, slope: 10, tolerance: 0.05 },
  },
  {
    ...about,
    id: 'approximation-kernels',
    task: 'a sine by 100 radial cells',
    controls: { hidden: 'kernels', penalty: 1e-9 },
  },
];
