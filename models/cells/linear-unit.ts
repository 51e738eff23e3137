/** Linear unit: slope times (input + bias), with derivative `slope`, which is above 0. With slope 1 it is the identity. */
import { defineCell } from '../../engine/index.ts';

export const linearUnit = defineCell({
  name: 'linearUnit',
  source: 'Widrow & Hoff 1960, IRE WESCON Conv Rec 4:96 (ADALINE)',
  tags: { activation: 'linear' },
  parameters: {
    slope: { default: 1, doc: 'output for an input of 1', above: 0 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: "y' = slope * (input + bias)",
});
