/**
 * Oja's rule: weight' = weight + rate post (pre - post weight). What it forgets keeps a linear cell's weights at length 1, along the first
 * principal component of what comes in.
 */
import { defineLocalRule } from '../../engine/index.ts';

export const oja = defineLocalRule({
  name: 'oja',
  source: 'Oja 1982, J Math Biol 15:267',
  onlyActive: true,
  equations: "weight' = weight + rate * post * (pre - post * weight)",
});
