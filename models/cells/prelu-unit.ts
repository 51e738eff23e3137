/**
 * Parametric rectified linear unit: z = input + bias where that is 0 or more, else slope times z, with a slope of its own that is learnt:
 * its derivative is z below 0, and 0 above. A penalty on weights leaves it alone.
 */
import { defineCell } from '../../engine/index.ts';

export const preluUnit = defineCell({
  name: 'preluUnit',
  source: 'He et al. 2015, ICCV, arXiv:1502.01852',
  tags: { activation: 'prelu' },
  parameters: {
    slope: { default: 0.25, doc: 'slope below 0', trainable: true },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = where(z < 0, slope * z, z)
  `,
});
