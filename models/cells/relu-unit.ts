/**
 * Rectified linear unit: z = input + bias where that is positive, else 0. Its derivative at 0 is 0 unless `slopeAtZero` is above 0, which
 * makes it 1: published tables say either. A NaN stays one.
 */
import { defineCell } from '../../engine/index.ts';

export const reluUnit = defineCell({
  name: 'reluUnit',
  source: 'Nair & Hinton 2010, ICML 27:807; Glorot, Bordes & Bengio 2011, AISTATS 15:315',
  tags: { activation: 'relu' },
  parameters: {
    slopeAtZero: { default: 0, doc: 'derivative at 0: 0 or 1', min: 0, max: 1 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = where(z < 0 or z == 0 and slopeAtZero <= 0, 0, z)
  `,
});
