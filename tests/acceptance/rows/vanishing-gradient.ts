import { type Row, seeds } from '../row.ts';

/** By cells and by the variance of their first weights times the number of their inputs. */
const nets = [
  ['logistic', 1],
  ['tanh', 1],
  ['relu', 2],
  ['relu', 1],
  ['linear', 2.25],
] as const;

const throughLayers: readonly Row[] = nets.map(([cells, variance]) => ({
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

const throughTime: readonly Row[] = ['elman', 'lstm', 'gru'].map((network) => ({
  id: `vanishing-in-time-${network}`,
  network: 'vanishing gradient',
  task: `what comes back over 48 steps, after 1,000 updates of the adding problem: ${network}`,
  published: '–',
  scenario: 'gradients-in-time',
  controls: { network },
  seeds: seeds(3),
  shows: 'left',
}));

export const vanishingGradient: readonly Row[] = [...throughLayers, ...throughTime];
