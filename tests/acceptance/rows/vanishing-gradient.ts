import { type Row, seeds } from '../row.ts';

/** By cells and by the variance of their first weights times the number of their inputs. */
const nets = [
  ['logistic', 1],
  ['tanh', 1],
  ['relu', 2],
  ['relu', 1],
  ['linear', 2.25],
] as const;

export const vanishingGradient: readonly Row[] = nets.map(([cells, variance]) => ({
  id: `vanishing-${cells}-${variance}`,
  network: 'vanishing gradient',
  task: `what comes back through 20 layers of ${cells} cells, variance ${variance}/n; the median of 10 seeds must lie there`,
  published: '–',
  scenario: 'vanishing-gradient',
  controls: { cells, variance },
  seeds: seeds(10),
  needs: 6,
  shows: 'left',
}));
