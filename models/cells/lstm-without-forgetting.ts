/**
 * Long short-term memory as it was first published: no forget gate, so the memory `c` keeps what it ever got, and gradients go through it
 * unchanged. The candidate g lies between -2 and 2 (2 tanh(z / 2)), what the memory shows between -1 and 1 (tanh(c / 2)).
 *   c = c + i g, h = o tanh(c / 2)
 */
import { defineCell } from '../../engine/index.ts';

const value = (doc: string) => ({ unit: '1', initial: 0, doc }) as const;

export const lstmWithoutForgetting = defineCell({
  name: 'lstmWithoutForgetting',
  source: 'Hochreiter & Schmidhuber 1997, Neural Comput 9:1735',
  tags: { activation: 'tanh', complexity: 'memory', gates: ['inputGate', 'outputGate'] },
  parameters: {
    biasI: { default: 0, doc: 'of the input gate', trainable: true },
    biasO: { default: 0, doc: 'of the output gate', trainable: true },
    biasG: { default: 0, doc: 'of the candidate', trainable: true },
  },
  state: {
    h: value('output'),
    c: value('memory'),
    i: value('input gate, 0 to 1'),
    o: value('output gate, 0 to 1'),
    g: value('candidate, -2 to 2'),
  },
  ports: {
    inputGate: { unit: '1', doc: 'onto the input gate' },
    outputGate: { unit: '1', doc: 'onto the output gate' },
    candidate: { unit: '1', doc: 'onto the candidate' },
  },
  equations: `
    zi = inputGate + biasI
    zo = outputGate + biasO
    ei = exp(-abs(zi))
    eo = exp(-abs(zo))
    i' = where(zi < 0, ei, 1) / (1 + ei)
    o' = where(zo < 0, eo, 1) / (1 + eo)
    g' = 2 * tanh(0.5 * (candidate + biasG))
    c' = c + i' * g'
    h' = o' * tanh(0.5 * c')
  `,
});
