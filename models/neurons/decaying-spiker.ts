/**
 * Leaky integrate-and-fire cell in steps, as networks are trained with: the potential keeps a share `decay` of itself per step, takes the input, and
 * loses 1 with each spike, which it fires where it reaches 1. Learning by gradients goes through the spike by the learner's surrogate.
 */
import { defineNeuron } from '../../engine/index.ts';

export const decayingSpiker = defineNeuron({
  name: 'decayingSpiker',
  source: 'Neftci, Mostafa & Zenke 2019, IEEE Signal Process Mag 36:51',
  parameters: {
    decay: { default: 0.95, doc: 'share of the potential that is left after a step', min: 0, max: 1 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: { v: { unit: '1', initial: 0, doc: 'potential' } },
  ports: {
    input: { unit: '1', doc: 'weighted sum of values' },
    spikes: { unit: '1', on: 'v += weight', doc: 'makes the potential jump' },
  },
  equations: "v' = decay * v + input + bias",
  spike: { when: 'v >= 1', reset: 'v -= 1' },
});
