/** Kernel unit: the weighted sum of its window of the input, no more. Bias and activation belong to the convolution unit after it. */
import { defineCell } from '../../engine/index.ts';

export const kernelUnit = defineCell({
  name: 'kernelUnit',
  source: 'LeCun et al. 1989, Neural Comput 1:541; van Veen & Leijnen 2019, The Neural Network Zoo (kernel cell)',
  tags: { activation: 'linear', complexity: 'kernel' },
  state: { z: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the window' } },
  equations: "z' = input",
});
