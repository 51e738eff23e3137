/**
 * Leaky rate unit: follows a sigmoid of its input.
 *   tau drate/dt = -rate + lowest + (highest - lowest) (1 + tanh(gain (input + bias))) / 2
 * Linear in the rate, so integrated exactly for an input that is constant over the step. From -1 to 1 it is a tanh unit; from
 * 0 to 1 with gain 1/2 a logistic one.
 */
import { defineCell } from '../../engine/index.ts';

export const rateUnit = defineCell({
  name: 'rateUnit',
  source: 'Hopfield 1984, PNAS 81:3088; Dayan & Abbott 2001, Theoretical Neuroscience, 7.2',
  tags: { activation: 'tanh' },
  parameters: {
    tau: { default: '10 ms', doc: 'time constant', above: 0 },
    gain: { default: 1, doc: 'steepness of the sigmoid' },
    bias: { default: 0, doc: 'constant input' },
    lowest: { default: -1, doc: 'rate for the lowest inputs' },
    highest: { default: 1, doc: 'rate for the highest inputs' },
  },
  state: { rate: { unit: '1', initial: 0, doc: 'rate' } },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    target = lowest + 0.5 * (highest - lowest) * (1 + tanh(gain * (input + bias)))
    drate/dt = (target - rate) / tau
  `,
});
