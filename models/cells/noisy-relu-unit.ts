/**
 * Noisy rectified linear unit: while it is trained max(0, z + s xi) of z = input + bias, with normal noise xi whose variance s^2 is the logistic
 * of z; afterwards the mean of that, z Phi(z / s) + s phi(z / s), with the normal distribution Phi and its density phi. Gradients go
 * through s too, as the mean does. Where z is below -7 (float32: -2) what the mean has left cancels down to rounding errors of z.
 */
import { defineCell } from '../../engine/index.ts';

export const noisyReluUnit = defineCell({
  name: 'noisyReluUnit',
  source: 'Nair & Hinton 2010, ICML 27:807',
  tags: { activation: 'noisy-relu' },
  parameters: {
    bias: { default: 0, doc: 'added to the input', trainable: true },
    training: { default: 0, doc: '1 while it is trained, which its learner says', min: 0, max: 1 },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output, 0 or more' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  // The limit of the variance keeps z / s finite.
  equations: `
    z = input + bias
    e = exp(-abs(z))
    s = sqrt(max(where(z < 0, e, 1) / (1 + e), 1e-30))
    noisy = z + s * normal()
    u = z / s
    share = 0.5 * (1 + erf(0.7071067811865476 * u))
    expected = z * share + s * 0.3989422804014327 * exp(-0.5 * u * u)
    y' = where(training > 0, where(noisy <= 0, 0, noisy), expected)
  `,
});
