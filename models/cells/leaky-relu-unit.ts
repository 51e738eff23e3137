/**
 * Leaky rectified linear unit: z = input + bias where that is above 0, else slope times z, so that no unit is ever quite silent. Slopes of
 * 0.01 and 0.1 are both in use. Its derivative at 0 is `slope`. (max(slope z, z) is the same for slopes up to 1 only.)
 */
import { defineCell } from '../../engine/index.ts';

export const leakyReluUnit = defineCell({
  name: 'leakyReluUnit',
  source: 'Maas, Hannun & Ng 2013, ICML 30, workshop on deep learning for audio',
  tags: { activation: 'leaky-relu' },
  parameters: {
    slope: { default: 0.01, doc: 'slope below 0' },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = where(z > 0, z, slope * z)
  `,
});
