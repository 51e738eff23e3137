/**
 * Long short-term memory with peepholes: its gates see the memory too, each by a weight of its own; the input gate and the forget gate what it
 * was, the output gate what it has become. Else as lstmCell, which it is while the three weights are 0.
 */
import { defineCell } from '../../engine/index.ts';

const value = (doc: string) => ({ unit: '1', initial: 0, doc }) as const;

export const peepholeLstmCell = defineCell({
  name: 'peepholeLstmCell',
  source: 'Gers, Schraudolph & Schmidhuber 2002, J Mach Learn Res 3:115',
  tags: { activation: 'tanh', complexity: 'memory', gates: ['inputGate', 'forgetGate', 'outputGate'] },
  parameters: {
    biasI: { default: 0, doc: 'of the input gate', trainable: true },
    biasF: { default: 1, doc: 'of the forget gate', trainable: true },
    biasO: { default: 0, doc: 'of the output gate', trainable: true },
    biasG: { default: 0, doc: 'of the candidate', trainable: true },
    peepholeI: { default: 0, doc: 'from the memory to the input gate', trainable: true },
    peepholeF: { default: 0, doc: 'from the memory to the forget gate', trainable: true },
    peepholeO: { default: 0, doc: 'from the memory to the output gate', trainable: true },
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
    zi = inputGate + biasI + peepholeI * c
    zf = forgetGate + biasF + peepholeF * c
    ei = exp(-abs(zi))
    ef = exp(-abs(zf))
    i' = where(zi < 0, ei, 1) / (1 + ei)
    f' = where(zf < 0, ef, 1) / (1 + ef)
    g' = tanh(candidate + biasG)
    c' = f' * c + i' * g'
    zo = outputGate + biasO + peepholeO * c'
    eo = exp(-abs(zo))
    o' = where(zo < 0, eo, 1) / (1 + eo)
    h' = o' * tanh(c')
  `,
});
