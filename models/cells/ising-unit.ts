/**
 * Ising unit: a cell of a Boltzmann machine that is 1 or -1. Where `clamp` is above 0 it is what the world says; else 1 with probability
 * 1 / (1 + exp(-2 z / T)) of z = input + bias, which is that of what the energy would change by. Each turn cools it: T becomes cooling T, down
 * to `coldest`. Close to T = 0 it is a Hopfield unit.
 */
import { defineCell } from '../../engine/index.ts';

export const isingUnit = defineCell({
  name: 'isingUnit',
  source: 'Glauber 1963, J Math Phys 4:294; Kirkpatrick, Gelatt & Vecchi 1983, Science 220:671 (annealing)',
  tags: { activation: 'sigmoid', function: ['input'], gates: ['clamp'] },
  parameters: {
    bias: { default: 0, doc: 'added to the input', trainable: true },
    cooling: { default: 1, doc: 'by which each turn multiplies the temperature', above: 0, max: 1 },
    coldest: { default: 1e-9, doc: 'below which it is not cooled', above: 0 },
  },
  state: {
    s: { unit: '1', initial: -1, doc: '1 or -1' },
    T: { unit: '1', initial: 1, doc: 'temperature of its next turn; above 0' },
  },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the states of others' },
    world: { unit: '1', doc: 'what the world says' },
    clamp: { unit: '1', doc: 'above 0 where the world holds it' },
  },
  equations: `
    z = 2 * (input + bias) / T
    e = exp(-abs(z))
    p = where(z < 0, e, 1) / (1 + e)
    s' = where(clamp > 0, world, where(uniform() < p, 1, -1))
    T' = max(coldest, cooling * T)
  `,
});
