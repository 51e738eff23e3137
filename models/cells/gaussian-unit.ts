/**
 * Gaussian unit: a normal number with a mean and a variance that the network says, y = mu + exp(logVariance / 2) xi with a standard normal xi.
 * In this form gradients go through the draw to both. With `sampled` 0 it says mu.
 */
import { defineCell } from '../../engine/index.ts';

export const gaussianUnit = defineCell({
  name: 'gaussianUnit',
  source: 'Kingma & Welling 2014, ICLR, arXiv:1312.6114, section 2.4',
  tags: { activation: 'linear' },
  parameters: {
    bias: { default: 0, doc: 'added to the mean', trainable: true },
    biasVariance: { default: 0, doc: 'added to the logarithm of the variance', trainable: true },
    sampled: { default: 1, doc: '1: it draws; 0: it says the mean', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'output' },
    mu: { unit: '1', initial: 0, doc: 'its mean' },
    logVariance: { unit: '1', initial: 0, doc: 'logarithm of its variance' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum: the mean' },
    variance: { unit: '1', doc: 'weighted sum: the logarithm of the variance' },
  },
  equations: `
    mu' = input + bias
    logVariance' = variance + biasVariance
    y' = where(sampled > 0, mu' + exp(0.5 * logVariance') * normal(), mu')
  `,
});
