import { type Row, seeds } from '../row.ts';

const lorenz = { network: 'nvar', scenario: 'nvar', seeds: seeds(10) } as const;

export const nvar: readonly Row[] = [
  {
    ...lorenz,
    id: 'nvar-lorenz-error',
    task: 'Lorenz system, 400 steps to learn from, one Lyapunov time alone',
    published: 'NRMSE 2.40e-3 +- 0.53e-3 (Gauthier et al. 2021)',
    controls: { horizon: 44, starts: 1 },
    // The median is below the bar.
    needs: 6,
    shows: 'error',
  },
  {
    ...lorenz,
    id: 'nvar-lorenz-valid-time',
    task: 'Lorenz system, Lyapunov times alone until off by 0.4 of the spread',
    published: '–',
    shows: 'lyapunov_times',
    fast: true,
  },
];
