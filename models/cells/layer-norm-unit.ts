/**
 * Layer-normalised unit: its input less the mean of the inputs along the axis `feature`, over their standard deviation, then scaled
 * and shifted by parameters of its own. `epsilon` keeps the quotient finite where all inputs are equal.
 */
import { defineCell } from '../../engine/index.ts';

export const layerNormUnit = defineCell({
  name: 'layerNormUnit',
  source: 'Ba, Kiros & Hinton 2016, arXiv:1607.06450',
  tags: { activation: 'linear' },
  axes: ['feature'],
  parameters: {
    gain: { default: 1, doc: 'scale of what is normalised' },
    bias: { default: 0, doc: 'added to it' },
    epsilon: { default: 1e-5, doc: 'added to the variance', above: 0 },
  },
  state: { y: { unit: '1', initial: 0, doc: 'the normalised input' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    centred = input - mean(input, feature)
    y' = gain * centred / sqrt(mean(centred * centred, feature) + epsilon) + bias
  `,
});
