/**
 * Logistic unit that finds its own gain and bias: y = 1 / (1 + exp(-(gain input + bias))), both moved in each step so that the outputs come to be
 * distributed exponentially with mean `average`: most of the time low, seldom high.
 */
import { defineCell } from '../../engine/index.ts';

export const intrinsicLogisticUnit = defineCell({
  name: 'intrinsicLogisticUnit',
  source: 'Triesch 2005, ICANN, LNCS 3696:65; Triesch 2007, Neural Comput 19:885',
  tags: { activation: 'sigmoid' },
  parameters: {
    rate: { default: 0.001, doc: 'how fast gain and bias are moved; 0: they stay', min: 0 },
    average: { default: 0.2, doc: 'of the outputs', above: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0.5, doc: 'output, 0 to 1' },
    gain: { unit: '1', initial: 1, doc: 'of the input' },
    bias: { unit: '1', initial: 0, doc: 'added to it' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    y' = 1 / (1 + exp(-(gain * input + bias)))
    move = rate * (1 - (2 + 1 / average) * y' + y'^2 / average)
    bias' = bias + move
    gain' = gain + rate / gain + move * input
  `,
});
