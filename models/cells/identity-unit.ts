/** Identity unit: the weighted sum of its inputs plus a bias, as an output for regression, or as logits for a cross-entropy. */
import { defineCell } from '../../engine/index.ts';

export const identityUnit = defineCell({
  name: 'identityUnit',
  source: 'Widrow & Hoff 1960, IRE WESCON Conv Rec 4:96 (ADALINE)',
  tags: { activation: 'linear' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: "y' = input + bias",
});
