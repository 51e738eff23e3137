/**
 * Gated recurrent unit: the update gate `z` mixes the old output with a new one, into which the reset gate `r` lets the earlier
 * outputs. The gate multiplies what comes in at `recurrent`, bias included, as in cuDNN and PyTorch. Delays of one step onto `reset`,
 * `update` and `recurrent` make it recurrent.
 */
import { defineCell } from '../../engine/index.ts';

const value = (doc: string) => ({ unit: '1', initial: 0, doc }) as const;

export const gruCell = defineCell({
  name: 'gruCell',
  source: 'Cho et al. 2014, arXiv:1406.1078; Chung et al. 2014, arXiv:1412.3555',
  tags: { activation: 'tanh', complexity: 'memory', gates: ['reset', 'update'] },
  parameters: {
    biasR: { default: 0, doc: 'of the reset gate', trainable: true },
    biasZ: { default: 0, doc: 'of the update gate', trainable: true },
    biasN: { default: 0, doc: 'of the new output', trainable: true },
    biasH: { default: 0, doc: 'of what the reset gate multiplies', trainable: true },
  },
  state: {
    h: value('output'),
    r: value('reset gate, 0 to 1'),
    z: value('update gate, 0 to 1: how much of the old output stays'),
    n: value('new output, -1 to 1'),
  },
  ports: {
    reset: { unit: '1', doc: 'onto the reset gate' },
    update: { unit: '1', doc: 'onto the update gate' },
    candidate: { unit: '1', doc: 'inputs onto the new output' },
    recurrent: { unit: '1', doc: 'earlier outputs onto the new output' },
  },
  equations: `
    zr = reset + biasR
    zz = update + biasZ
    er = exp(-abs(zr))
    ez = exp(-abs(zz))
    r' = where(zr < 0, er, 1) / (1 + er)
    z' = where(zz < 0, ez, 1) / (1 + ez)
    n' = tanh(candidate + biasN + r' * (recurrent + biasH))
    h' = (1 - z') * n' + z' * h
  `,
});
