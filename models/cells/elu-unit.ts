/**
 * Exponential linear unit: z = input + bias where that is 0 or more, else alpha (exp(z) - 1), which saturates at -alpha. Its derivative is
 * continuous for alpha = 1 only.
 */
import { defineCell } from '../../engine/index.ts';

export const eluUnit = defineCell({
  name: 'eluUnit',
  source: 'Clevert, Unterthiner & Hochreiter 2016, ICLR, arXiv:1511.07289',
  tags: { activation: 'elu' },
  parameters: {
    alpha: { default: 1, doc: 'minus the lowest output', min: 0 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  // The exponential of a large z, though not taken, would overflow, and its derivative with it.
  equations: `
    z = input + bias
    y' = where(z < 0, alpha * expm1(min(z, 0)), z)
  `,
});
