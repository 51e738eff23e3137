/** Five optimisers go down the same bent valley; none is told but the slope where it stands. */
import {
  adam,
  dataset,
  gradient,
  largestError,
  momentum,
  nesterov,
  network,
  type Optimiser,
  ownMath,
  rmsprop,
  scenario,
  sgd,
  squaredError,
  train,
} from '../../engine/index.ts';
import { rosenbrockPoint } from '../../models/index.ts';

/** Each at the rate of 1, 2 or 5 times a power of ten that brings it lowest in 2,000 steps, without being thrown out. */
const racers: Readonly<Record<string, Optimiser>> = {
  sgd: sgd({ rate: 0.001 }),
  momentum: momentum({ rate: 0.001 }),
  nesterov: nesterov({ rate: 0.001 }),
  rmsprop: rmsprop({ rate: 0.005 }),
  adam: adam({ rate: 0.1 }),
};
const names = Object.keys(racers);

const [across, up] = [
  [-2, 2],
  [-1, 3],
] as const;
const rows = 60;
/** The ground as the logarithm of its height, so that the floor of the valley can be seen. */
const ground = Array.from({ length: rows * rows }, (_, k) => {
  const [x, y] = [across[0] + (4 * (k % rows)) / (rows - 1), up[0] + (4 * Math.floor(k / rows)) / (rows - 1)];
  const [along, off] = [1 - x, y - x * x];
  return ownMath.log(0.01 + along * along + 100 * off * off);
});

export default scenario({
  id: 'optimisers',
  title: 'Optimisers racing in a valley',
  source: 'Rosenbrock 1960, Comput J 3:175; Polyak 1964, USSR Comput Math Math Phys 4:1; Kingma & Ba 2015, arXiv:1412.6980',
  precision: 'float64',
  controls: { steps: { default: 2000, min: 1, max: 100_000, integer: true, doc: 'that each makes' } },
  network: () => network(Object.fromEntries(names.map((name) => [name, rosenbrockPoint.of(1)])), []),
  data: dataset('zeros').split('train'),
  learner: Object.fromEntries(
    names.map((name) => {
      const loss = ['along', 'across'].map((side) => squaredError(`${name}.${side}`, 'zero', 2));
      return [name, gradient({ loss, optimiser: racers[name]!, trains: [`${name}.*`] })];
    }),
  ),
  protocol: ({ steps }) => [train({ updates: steps, batch: 1 })],
  metrics: Object.fromEntries(names.map((name) => [name, largestError(`${name}.height`, 'zero', { during: 'train' })])),
  panels: [
    { panel: 'curve', of: names, scale: 'log' },
    ...names.map(
      (name) =>
        ({ panel: 'plane', of: name, x: 'x', y: 'y', cell: 0, over: { between: [across, up], rows, values: ground } }) as const,
    ),
  ],
  expect: [
    { measure: 'adam', atMost: 1e-3, why: 'height of the place that it reached; it began at 24.2' },
    { measure: 'sgd', atLeast: 1e-2, why: 'by slopes alone it still creeps along the floor' },
  ],
});
