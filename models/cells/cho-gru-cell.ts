/**
 * Gated recurrent unit in the form of Cho et al.: n = tanh(W x + U (r h)) and h = (1 - z) n + z h. A population of gruResetGate, one gate
 * for each cell, says r h: the sums of `candidate` mix it. (gruCell gates what is mixed already, and needs no second population.)
 */
import { defineCell } from '../../engine/index.ts';

export const choGruCell = defineCell({
  name: 'choGruCell',
  source: 'Cho et al. 2014, arXiv:1406.1078, equations 6 to 8',
  tags: { activation: 'tanh', complexity: 'memory', gates: ['update'] },
  parameters: {
    biasZ: { default: 0, doc: 'of the update gate', trainable: true },
    biasN: { default: 0, doc: 'of the new output', trainable: true },
  },
  state: {
    h: { unit: '1', initial: 0, doc: 'output' },
    z: { unit: '1', initial: 0, doc: 'update gate, 0 to 1: how much of the old output stays' },
    n: { unit: '1', initial: 0, doc: 'new output, -1 to 1' },
  },
  ports: {
    update: { unit: '1', doc: 'weighted sum of inputs and earlier outputs, onto the update gate' },
    candidate: { unit: '1', doc: 'weighted sum of inputs and of what the reset gates let through' },
  },
  equations: `
    zz = update + biasZ
    e = exp(-abs(zz))
    z' = where(zz < 0, e, 1) / (1 + e)
    n' = tanh(candidate + biasN)
    h' = (1 - z') * n' + z' * h
  `,
});
