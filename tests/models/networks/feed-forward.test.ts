/** What a feed-forward network is, and XOR by weights that were written by hand. */
import { expect, it } from 'vitest';
import { BatchNetwork, gradient, sgd, squaredError, surrogate } from '../../../engine/index.ts';
import { feedForward, logisticUnit, tanhUnit, thresholdUnit } from '../../../models/index.ts';

it('connects each layer to all of the next, and to no other', () => {
  const net = feedForward({ sizes: [2, 5, 4, 3], hidden: tanhUnit, output: logisticUnit });
  const order = ['x', 'h1', 'h2', 'y'];
  expect(net.populations.map(({ name, size }) => [name, size])).toEqual([
    ['x', 2],
    ['h1', 5],
    ['h2', 4],
    ['y', 3],
  ]);
  // A chain: none within a layer, none back, so no circle.
  expect(net.projections.map(({ from, to }) => [from, to])).toEqual(order.slice(1).map((to, k) => [order[k], to]));
  for (const { wiring } of net.projections) expect(wiring.kind).toBe('all-to-all');
});

it('is XOR with two hidden thresholds: at least one, and not both', () => {
  const net = feedForward({ sizes: [2, 2, 1], hidden: thresholdUnit, output: thresholdUnit });
  const patterns = [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ];
  // Nothing is learnt: a learner is what makes weights writable.
  const loss = squaredError('y', 'label');
  const descent = gradient({ loss, optimiser: sgd({ rate: 0 }), surrogate: surrogate('straight-through') });
  const options = { dt: 1, seed: 1, precision: 'float64', batch: patterns.length, learners: { descent } } as const;
  const made = new BatchNetwork(net, options);
  const weights = { 'x->h1:input#0': [1, 1, 1, 1], 'h1.bias': [-0.5, -1.5], 'h1->y:input#0': [1, -1], 'y.bias': [-0.5] };
  for (const [name, values] of Object.entries(weights)) made.trained.write(name, Float64Array.from(values));
  const x = made.input('x', 'input');
  made.run(() => patterns.forEach((pattern, lane) => x.values.set(pattern, lane * x.stride)));
  const y = made.values('y', 'y');
  expect(patterns.map((_, lane) => y.values[lane * y.stride])).toEqual([0, 1, 1, 0]);
});
