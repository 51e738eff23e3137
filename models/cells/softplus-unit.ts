/**
 * Softplus unit: log(1 + exp(z)) of z = input + bias, a smooth rectifier whose derivative is the logistic of z; in a form that neither
 * overflows nor loses the small values. From z = 37 on (float32: 17) it is z itself.
 */
import { defineCell } from '../../engine/index.ts';

export const softplusUnit = defineCell({
  name: 'softplusUnit',
  source: 'Dugas et al. 2001, Adv Neural Inf Process Syst 13:472',
  tags: { activation: 'softplus' },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output, above 0' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  // max(0, z), not max(z, 0): at 0 that takes the derivative of z, as abs(z) does.
  equations: `
    z = input + bias
    y' = max(0, z) + log1p(exp(-abs(z)))
  `,
});
