/**
 * Reset gate of a gated recurrent unit in the form of Cho et al., in which it gates the earlier outputs before they are mixed: y = r h, with
 * the logistic r of input + bias, and h the earlier output of the same cell. `memory` takes that from choGruCell, one to one, one
 * step late; its own output goes to choGruCell's `candidate`.
 */
import { defineCell } from '../../engine/index.ts';

export const gruResetGate = defineCell({
  name: 'gruResetGate',
  source: 'Cho et al. 2014, arXiv:1406.1078, equations 5 and 8',
  tags: { activation: 'sigmoid', complexity: 'memory', gates: ['input'] },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: {
    y: { unit: '1', initial: 0, doc: 'what it lets through' },
    r: { unit: '1', initial: 0, doc: 'the gate, 0 to 1' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of inputs and earlier outputs, onto the gate' },
    memory: { unit: '1', doc: 'the earlier output that it lets through' },
  },
  equations: `
    z = input + bias
    e = exp(-abs(z))
    r' = where(z < 0, e, 1) / (1 + e)
    y' = r' * memory
  `,
});
