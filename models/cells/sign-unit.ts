/**
 * Sign unit: 1 where z = input + bias is above 0, -1 where it is below; at 0 it stays what it was. Its derivative is 0 everywhere else;
 * learning by gradients takes twice its surrogate's. hopfieldUnit is the same with a threshold, for networks that are not trained so.
 */
import { defineCell } from '../../engine/index.ts';

export const signUnit = defineCell({
  name: 'signUnit',
  source: 'Hopfield 1982, PNAS 79:2554; Widrow & Hoff 1960, IRE WESCON Conv Rec 4:96 (quantizer)',
  tags: { activation: 'threshold' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: -1, doc: 'output, 1 or -1' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = where(z == 0, y, 2 * heaviside(z) - 1)
  `,
});
