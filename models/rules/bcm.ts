/**
 * Rule of Bienenstock, Cooper and Munro: weights of cells above their threshold grow, those of cells below it shrink, and the threshold follows
 * the mean square of what the cell says.
 */
import { defineLocalRule } from '../../engine/index.ts';

export const bcm = defineLocalRule({
  name: 'bcm',
  source: 'Bienenstock, Cooper & Munro 1982, J Neurosci 2:32; threshold: Intrator & Cooper 1992, Neural Netw 5:3',
  parameters: { memory: { default: 100, doc: 'examples over which the threshold averages', above: 0 } },
  post: {
    state: { threshold: { initial: 1, doc: 'between shrinking and growing' } },
    equations: "threshold' = threshold + (post * post - threshold) / memory",
  },
  onlyActive: true,
  equations: "weight' = weight + rate * post * (post - threshold) * pre",
});
