/**
 * Logistic match unit: a match unit, the target of which is the network's own input, for inputs from 0 to 1: its output is the logistic of
 * z = input + bias. A cross-entropy reads z.
 */
import { defineCell } from '../../engine/index.ts';

export const logisticMatchUnit = defineCell({
  name: 'logisticMatchUnit',
  source: 'Hinton & Salakhutdinov 2006, Science 313:504',
  tags: { activation: 'sigmoid', function: ['output', 'input'] },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: {
    y: { unit: '1', initial: 0, doc: 'output, 0 to 1' },
    error: { unit: '1', initial: 0, doc: 'target - y' },
    z: { unit: '1', initial: 0, doc: 'logit: what the logistic is of' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the inputs' },
    target: { unit: '1', doc: "the network's own input" },
  },
  equations: `
    z' = input + bias
    e = exp(-abs(z'))
    y' = where(z' < 0, e, 1) / (1 + e)
    error' = target - y'
  `,
});
