/**
 * Long short-term memory: a memory `c` that the forget gate keeps, the input gate writes and the output gate shows. Each port takes the
 * weighted inputs and, with a delay of one step, the weighted outputs. The gates are state, so that they can be watched.
 * The forget gate begins open (bias 1), so that a new network remembers.
 */
import { defineCell } from '../../engine/index.ts';

const value = (doc: string) => ({ unit: '1', initial: 0, doc }) as const;

export const lstmCell = defineCell({
  name: 'lstmCell',
  source:
    'Hochreiter & Schmidhuber 1997, Neural Comput 9:1735; Gers, Schmidhuber & Cummins 2000, Neural Comput 12:2451 (forget gate)',
  tags: { activation: 'tanh', complexity: 'memory', gates: ['inputGate', 'forgetGate', 'outputGate'] },
  parameters: {
    biasI: { default: 0, doc: 'of the input gate', trainable: true },
    biasF: { default: 1, doc: 'of the forget gate', trainable: true },
    biasO: { default: 0, doc: 'of the output gate', trainable: true },
    biasG: { default: 0, doc: 'of the candidate', trainable: true },
  },
  state: {
    h: value('output'),
    c: value('memory'),
    i: value('input gate, 0 to 1'),
    f: value('forget gate, 0 to 1'),
    o: value('output gate, 0 to 1'),
    g: value('candidate, -1 to 1'),
  },
  ports: {
    inputGate: { unit: '1', doc: 'onto the input gate' },
    forgetGate: { unit: '1', doc: 'onto the forget gate' },
    outputGate: { unit: '1', doc: 'onto the output gate' },
    candidate: { unit: '1', doc: 'onto the candidate' },
  },
  equations: `
    zi = inputGate + biasI
    zf = forgetGate + biasF
    zo = outputGate + biasO
    ei = exp(-abs(zi))
    ef = exp(-abs(zf))
    eo = exp(-abs(zo))
    i' = where(zi < 0, ei, 1) / (1 + ei)
    f' = where(zf < 0, ef, 1) / (1 + ef)
    o' = where(zo < 0, eo, 1) / (1 + eo)
    g' = tanh(candidate + biasG)
    c' = f' * c + i' * g'
    h' = o' * tanh(c')
  `,
});
