/**
 * Leaky recurrent unit whose state is noisy: y = (1 - leak) y + leak tanh(input + feedback + bias) + noise xi, with a standard normal xi for each cell and
 * step. A readout that learns from it finds weights that small errors do not upset.
 */
import { defineCell } from '../../engine/index.ts';

export const noisyLeakyTanhUnit = defineCell({
  name: 'noisyLeakyTanhUnit',
  source: 'Jaeger 2001, GMD Report 148, section 5; Jaeger et al. 2007, Neural Netw 20:335',
  tags: { activation: 'tanh' },
  parameters: {
    leak: { default: 0.5, doc: 'share of the new value', above: 0, max: 1 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
    noise: { default: 0.001, doc: 'deviation of what is added to the output', min: 0 },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    feedback: { unit: '1', doc: 'weighted sum of earlier outputs' },
  },
  equations: "y' = (1 - leak) * y + leak * tanh(input + feedback + bias) + noise * normal()",
});
