/** Edges of a layered graph bend round the nodes between their ends; where they bent outside of all nodes, they were drawn over what is below the panel. */
import { expect, it } from 'vitest';
import { fitted } from '../../viewer/panels/graph/placement.ts';

it('bends of edges lie in the box, as nodes do', () => {
  const box = { x: 10, y: 20, width: 300, height: 100 };
  const placement = {
    x: Float64Array.of(0, 2, 4),
    y: Float64Array.of(0, 0, 1),
    routes: [[1, -3, 2, 5], null],
    keepsShape: false,
  };
  const { x, y, routes } = fitted(placement, box);
  const [route] = routes!;
  const down = [...y, ...route!.filter((_, k) => k % 2 === 1)];
  const across = [...x, ...route!.filter((_, k) => k % 2 === 0)];
  expect([Math.min(...across), Math.max(...across)]).toEqual([10, 310]);
  expect([Math.min(...down), Math.max(...down)]).toEqual([20, 120]);
});
