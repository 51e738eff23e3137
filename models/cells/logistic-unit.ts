/** Logistic unit: 1 / (1 + exp(-z)) of its input plus its bias, in a form that overflows nowhere. Saturates at 1 for z above 37 (float32: 17). */
import { defineCell } from '../../engine/index.ts';

export const logisticUnit = defineCell({
  name: 'logisticUnit',
  source: 'Verhulst 1845, Nouv Mém Acad R Bruxelles 18:1; Rumelhart, Hinton & Williams 1986, Nature 323:533',
  tags: { activation: 'sigmoid' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: {
    y: { unit: '1', initial: 0, doc: 'output, 0 to 1' },
    z: { unit: '1', initial: 0, doc: 'logit: what the logistic is of' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z' = input + bias
    e = exp(-abs(z'))
    y' = where(z' < 0, e, 1) / (1 + e)
  `,
});
