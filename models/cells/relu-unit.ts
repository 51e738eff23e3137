/** Rectified linear unit: its input where that is positive, else 0. Its derivative at 0 is 0; a NaN stays one. */
import { defineCell } from '../../engine/index.ts';

export const reluUnit = defineCell({
  name: 'reluUnit',
  source: 'Nair & Hinton 2010, ICML 27:807; Glorot, Bordes & Bengio 2011, AISTATS 15:315',
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = where(z <= 0, 0, z)
  `,
});
