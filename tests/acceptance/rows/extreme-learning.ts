import { type Row, seeds } from '../row.ts';

const network = 'extreme-learning';
const digits = { network, scenario: 'extreme-learning-digits', published: '–', seeds: seeds(3), shows: 'accuracy' } as const;

export const extremeLearning: readonly Row[] = [
  {
    id: 'extreme-learning-sinc',
    network,
    task: 'sin(x) / x from 5,000 noisy points by 20 logistic cells',
    published: 'RMSE 0.0097 (Huang, Zhu & Siew 2006)',
    scenario: 'extreme-learning',
    seeds: seeds(20),
    // The median is below the bar.
    needs: 11,
    shows: 'error',
    fast: true,
  },
  { ...digits, id: 'extreme-learning-digits-1000', task: 'digits, 8,006 images, 1,000 random features' },
  {
    ...digits,
    id: 'extreme-learning-digits-2000',
    task: 'digits, 8,006 images, 2,000 random features',
    controls: { cells: 2000 },
  },
];
