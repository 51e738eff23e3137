/**
 * Leaky recurrent unit: y = (1 - leak) y + leak tanh(input + feedback + bias), with the earlier outputs of the population, one step late, at
 * `feedback`. With leak 1 it is tanhUnit; the smaller the leak, the slower it follows.
 */
import { defineCell } from '../../engine/index.ts';

export const leakyTanhUnit = defineCell({
  name: 'leakyTanhUnit',
  source: 'Jaeger et al. 2007, Neural Netw 20:335',
  tags: { activation: 'tanh' },
  parameters: {
    leak: { default: 0.5, doc: 'share of the new value', above: 0, max: 1 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output, -1 to 1' } },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    feedback: { unit: '1', doc: 'weighted sum of earlier outputs' },
  },
  equations: "y' = (1 - leak) * y + leak * tanh(input + feedback + bias)",
});
