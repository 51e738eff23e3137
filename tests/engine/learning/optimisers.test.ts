/** Each optimiser against its formula, written here once more, on one weight of a net y = w x. */
import { expect, it } from 'vitest';
import {
  allToAll,
  defineCell,
  GradientTrainer,
  gradient,
  network,
  type OptimiserName,
  squaredError,
} from '../../../engine/index.ts';
import { scheduleOf } from '../../../engine/training/schedule.ts';

const cell = defineCell({
  name: 'wire',
  source: 'this test',
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1' } },
  equations: "y' = input",
});
const [rate, x, target, start] = [0.05, 1.5, 2, -0.4];

/** One update: theta after it, from theta, the gradient, the update's number and what the optimiser keeps. */
type Formula = (theta: number, gradient: number, update: number, kept: number[]) => number;

const moments = (gradient: number, update: number, kept: number[]): number => {
  kept[0] = 0.9 * (kept[0] ?? 0) + 0.1 * gradient;
  kept[1] = 0.999 * (kept[1] ?? 0) + 0.001 * gradient ** 2;
  return (rate * (kept[0] / (1 - 0.9 ** update))) / (Math.sqrt(kept[1] / (1 - 0.999 ** update)) + 1e-8);
};
const velocity = (gradient: number, kept: number[]): number => {
  kept[0] = 0.9 * (kept[0] ?? 0) + gradient;
  return kept[0];
};

const formulas: Readonly<Record<OptimiserName, Formula>> = {
  sgd: (theta, g) => theta - rate * g,
  momentum: (theta, g, _, kept) => theta - rate * velocity(g, kept),
  nesterov: (theta, g, _, kept) => theta - rate * (g + 0.9 * velocity(g, kept)),
  rmsprop: (theta, g, _, kept) => {
    kept[0] = 0.99 * (kept[0] ?? 0) + 0.01 * g ** 2;
    return theta - (rate * g) / (Math.sqrt(kept[0]) + 1e-8);
  },
  centredRmsprop: (theta, g, _, kept) => {
    kept[0] = 0.99 * (kept[0] ?? 0) + 0.01 * g ** 2;
    kept[1] = 0.99 * (kept[1] ?? 0) + 0.01 * g;
    return theta - (rate * g) / (Math.sqrt(kept[0] - kept[1] ** 2) + 1e-8);
  },
  adam: (theta, g, update, kept) => theta - moments(g, update, kept),
  adamw: (theta, g, update, kept) => theta - rate * 0.01 * theta - moments(g, update, kept),
};

it.each(Object.entries(formulas))('%s follows its formula', (name, formula) => {
  const net = new GradientTrainer(
    network({ x: cell.of(1), y: cell.of(1) }, [{ from: 'x', to: 'y', port: 'input', wiring: allToAll(), weight: start }]),
    {
      dt: 1,
      seed: 1,
      precision: 'float64',
      learner: gradient({
        loss: squaredError('y', 'target'),
        optimiser: { name: name as OptimiserName, rate: scheduleOf(rate), parameters: {}, average: false },
        trains: ['x->y:input#0'],
      }),
      batch: 1,
    },
  );
  const fill = () => {
    net.input('x', 'input').values[0] = x;
    net.targets[0]!.values[0] = target;
  };
  const kept: number[] = [];
  let theta = start;
  for (let update = 1; update <= 100; update++) {
    net.train(fill, rate);
    theta = formula(theta, (theta * x - target) * x, update, kept);
    // Rounding of a hundred updates, and Math's powers against the engine's.
    expect(net.trained.read('x->y:input#0')[0]).toBeCloseTo(theta, 11);
  }
});
