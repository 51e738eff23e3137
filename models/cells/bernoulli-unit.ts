/**
 * Bernoulli unit: 1 with probability 1 / (1 + exp(-z)) of z = (input + bias) / temperature, else 0, each step anew. With `sampled` 0 it
 * says the probability itself. Its derivative where it draws is the surrogate's, on the way to p: with the straight-through one,
 * gradients pass as if it had said p.
 */
import { defineCell } from '../../engine/index.ts';

export const bernoulliUnit = defineCell({
  name: 'bernoulliUnit',
  source:
    'Ackley, Hinton & Sejnowski 1985, Cogn Sci 9:147; Bengio, Léonard & Courville 2013, arXiv:1308.3432 (gradients straight through)',
  tags: { activation: 'sigmoid' },
  parameters: {
    temperature: { default: 1, doc: 'how much chance there is', above: 0 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
    sampled: { default: 1, doc: '1: it draws; 0: it says the probability', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'output, 0 or 1' },
    p: { unit: '1', initial: 0, doc: 'probability of 1' },
    z: { unit: '1', initial: 0, doc: 'logit: what the logistic is of' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z' = (input + bias) / temperature
    e = exp(-abs(z'))
    p' = where(z' < 0, e, 1) / (1 + e)
    y' = where(sampled > 0, heaviside(p' - uniform()), p')
  `,
});
