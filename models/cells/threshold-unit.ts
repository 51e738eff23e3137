/**
 * Threshold unit (binary step, perceptron): 1 where z = input + bias is above `theta`, 0 where it is below, and `tie` where it is equal.
 * Published rules differ there: a step has f(0) = 1, a program that asks whether the sum is positive has f(0) = 0. Its derivative is 0
 * everywhere but at theta; learning by gradients takes its surrogate's in place of it, at theta too: there a perceptron begins whose
 * weights are 0.
 */
import { defineCell } from '../../engine/index.ts';

export const thresholdUnit = defineCell({
  name: 'thresholdUnit',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115; Rosenblatt 1958, Psychol Rev 65:386',
  tags: { activation: 'threshold' },
  parameters: {
    theta: { default: 0, doc: 'threshold' },
    tie: { default: 1, doc: 'output at the threshold: 1 or 0', min: 0, max: 1 },
    bias: { default: 0, doc: 'added to the input', trainable: true },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'output, 0 or 1' },
    z: { unit: '1', initial: 0, doc: 'input + bias: of several cells the largest answers' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z' = input + bias
    y' = heaviside(z' - theta) + where(z' == theta, tie, 0)
  `,
});
