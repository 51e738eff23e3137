/**
 * Competing unit: of the units along the axis `competitor`, the one at the smallest distance is active, and of equals the first. The point that
 * a distance is measured from belongs to the connection.
 */
import { defineCell } from '../../engine/index.ts';

export const nearestUnit = defineCell({
  name: 'nearestUnit',
  source: 'Kohonen 1982, Biol Cybern 43:59',
  tags: { activation: 'winner' },
  axes: ['competitor'],
  state: {
    active: { unit: '1', initial: 0, doc: '1 for the nearest, 0 for the others' },
    away: { unit: '1', initial: 0, doc: 'squared distance' },
  },
  ports: { distance: { unit: '1', doc: 'squared distance of the input from the weights' } },
  equations: `
    away' = distance
    active' = where(index(competitor) == argmin(distance, competitor), 1, 0)
  `,
});
