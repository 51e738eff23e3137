/**
 * Sanger's rule (generalised Hebbian algorithm): each cell learns, by Oja's rule, from what the cells before it leave unexplained, so that cell
 * k finds principal component k.
 */
import { defineLocalRule } from '../../engine/index.ts';

export const sanger = defineLocalRule({
  name: 'sanger',
  source: 'Sanger 1989, Neural Netw 2:459',
  handedOn: { explained: 'what the cells up to this one give back of the input: sum of post weight' },
  onlyActive: true,
  equations: `
    explained' = explained + post * weight
    weight' = weight + rate * post * (pre - explained')
  `,
});
