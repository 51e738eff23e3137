/**
 * Logistic unit: 1 / (1 + exp(-z)) of its input plus its bias. Written with exp(-|z|), so that neither it nor its derivative overflows.
 */
import { defineCell } from '../../engine/index.ts';

export const logisticUnit = defineCell({
  name: 'logisticUnit',
  source: 'Rumelhart, Hinton & Williams 1986, Nature 323:533',
  parameters: { bias: { default: 0, doc: 'added to the input' } },
  state: { y: { unit: '1', initial: 0, doc: 'output, 0 to 1' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z = input + bias
    e = exp(-abs(z))
    y' = where(z < 0, e, 1) / (1 + e)
  `,
});
