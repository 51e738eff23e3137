/**
 * Cubic unit: the third power of its input plus its bias. However many of them are added up, the sum is a polynomial of degree 3, so a
 * network of one such layer is no universal approximator.
 */
import { defineCell } from '../../engine/index.ts';

export const cubicUnit = defineCell({
  name: 'cubicUnit',
  source: 'Leshno, Lin, Pinkus & Schocken 1993, Neural Netw 6:861',
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    y' = z * z * z
  `,
});
