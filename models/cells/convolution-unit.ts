/**
 * Convolution unit: the rectified sum of its window of the input and its bias: 0 where that is below 0. The weights of the window belong to
 * the connection, which all cells share.
 */
import { defineCell } from '../../engine/index.ts';

export const convolutionUnit = defineCell({
  name: 'convolutionUnit',
  source: 'LeCun et al. 1989, Neural Comput 1:541; Krizhevsky, Sutskever & Hinton 2012, NIPS 25:1097 (rectified)',
  tags: { activation: 'relu', complexity: 'convolution' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output, 0 or more' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the window' } },
  equations: `
    z = input + bias
    y' = where(z <= 0, 0, z)
  `,
});
