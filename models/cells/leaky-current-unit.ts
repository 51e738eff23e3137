/**
 * Leaky unit that adds up before it is bent: x = (1 - leak) x + leak (input + feedback + bias), y = tanh(x). Where leakyTanhUnit follows its
 * tanh, here the tanh follows the current.
 */
import { defineCell } from '../../engine/index.ts';

export const leakyCurrentUnit = defineCell({
  name: 'leakyCurrentUnit',
  source: 'Sompolinsky, Crisanti & Sommers 1988, Phys Rev Lett 61:259; Sussillo & Abbott 2009, Neuron 63:544',
  tags: { activation: 'tanh' },
  parameters: {
    leak: { default: 0.1, doc: 'share of the new current: step by time constant', above: 0, max: 1 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'output, -1 to 1' },
    x: { unit: '1', initial: 0, doc: 'current' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    feedback: { unit: '1', doc: 'weighted sum of earlier outputs' },
  },
  equations: `
    current = (1 - leak) * x + leak * (input + feedback + bias)
    x' = current
    y' = tanh(current)
  `,
});
