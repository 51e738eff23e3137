/**
 * Tanh unit that finds its own gain and bias: y = tanh(gain input + bias), both moved in each step so that the outputs come to be distributed as
 * a normal number of mean `average` and standard deviation `spread` (the step down the Kullback-Leibler divergence from it).
 */
import { defineCell } from '../../engine/index.ts';

export const intrinsicTanhUnit = defineCell({
  name: 'intrinsicTanhUnit',
  source: 'Schrauwen et al. 2008, Neurocomputing 71:1159, equations 11 and 12',
  tags: { activation: 'tanh' },
  parameters: {
    rate: { default: 0.001, doc: 'how fast gain and bias are moved; 0: they stay', min: 0 },
    average: { default: 0, doc: 'of the outputs', min: -1, max: 1 },
    spread: { default: 0.2, doc: 'standard deviation of the outputs', above: 0 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'output, -1 to 1' },
    gain: { unit: '1', initial: 1, doc: 'of the input' },
    bias: { unit: '1', initial: 0, doc: 'added to it' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    y' = tanh(gain * input + bias)
    move = -rate * (-average / spread^2 + y' / spread^2 * (2 * spread^2 + 1 - y'^2 + average * y'))
    bias' = bias + move
    gain' = gain + rate / gain + move * input
  `,
});
