/**
 * Kohonen's rule, the fourth step of a self-organising map: weight' = weight + rate post (pre - weight), where post is how much the cell is of
 * the winner's neighbourhood, 0 to 1.
 */
import { defineLocalRule } from '../../engine/index.ts';

export const kohonen = defineLocalRule({
  name: 'kohonen',
  source: 'Kohonen 1982, Biol Cybern 43:59',
  onlyActive: true,
  equations: "weight' = weight + rate * post * (pre - weight)",
});
