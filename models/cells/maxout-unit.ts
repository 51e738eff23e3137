/**
 * Maxout unit: the largest of its pieces along the axis `piece`, each the weighted sum of its own inputs plus its own bias; so it is a convex
 * function of the inputs. All pieces of a unit say the same; gradients go to the largest alone, and of equals to the first.
 */
import { defineCell } from '../../engine/index.ts';

export const maxoutUnit = defineCell({
  name: 'maxoutUnit',
  source: 'Goodfellow et al. 2013, ICML 30, arXiv:1302.4389',
  tags: { activation: 'maxout' },
  axes: ['piece'],
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: {
    y: { unit: '1', initial: 0, doc: 'output: the largest z' },
    z: { unit: '1', initial: 0, doc: 'what this piece would say' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z' = input + bias
    y' = max(z', piece)
  `,
});
