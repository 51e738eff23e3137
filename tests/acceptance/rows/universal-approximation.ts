import { type Row, seeds } from '../row.ts';

const network = 'universal approximation';
const best = {
  scenario: 'universal-approximation',
  published: '–',
  seeds: seeds(10),
  needs: 1,
  shows: 'error',
  network,
} as const;

export const universalApproximation: readonly Row[] = [
  { ...best, id: 'approximation-sine', task: 'a sine by 100 random bends, the best of 10', fast: true },
  { ...best, id: 'approximation-corner', task: 'a corner by 100 random bends, the best of 10', controls: { target: 'absolute' } },
  { ...best, id: 'approximation-step', task: 'a smooth step by 100 random bends, the best of 10', controls: { target: 'step' } },
  {
    ...best,
    id: 'approximation-cubic',
    task: 'a sine by 300 cubic cells: stalls',
    controls: { bend: 'cubic', cells: 300 },
    needs: 10,
  },
  { ...best, id: 'approximation-peaks', task: 'peaks over a square by 400 random bends, the best of 10', scenario: 'peaks' },
];
