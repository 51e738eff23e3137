/**
 * Additive pair-based spike-timing-dependent plasticity between immediate neighbours: only a pre- and a postsynaptic spike without
 * another spike of either between them make a pair. Every spike uses the other side's trace up, so each synapse has its own.
 * Exact: the traces are integrated in closed form.
 */
import { defineRule } from '../../engine/index.ts';

export const restrictedStdp = defineRule({
  name: 'restrictedStdp',
  source: 'Morrison, Diesmann & Gerstner 2008, Biol Cybern 98:459, section 4.1.2 and figure 7C',
  parameters: {
    tauPlus: { default: '20 ms', doc: 'decay of the presynaptic trace', above: 0 },
    tauMinus: { default: '20 ms', doc: 'decay of the postsynaptic trace', above: 0 },
    potentiation: { default: 0.01, doc: 'gain by a pair at zero distance, in weightMax (A+)', min: 0 },
    depression: { default: 0.0105, doc: 'loss by a pair at zero distance, in weightMax (A-)', min: 0 },
    weightMax: { unit: 'weight', doc: 'largest weight', above: 0 },
  },
  state: {
    x: { unit: '1', initial: 0, doc: 'trace of presynaptic spikes' },
    y: { unit: '1', initial: 0, doc: 'trace of the last postsynaptic spike' },
  },
  equations: `
    dx/dt = -x / tauPlus
    dy/dt = -y / tauMinus
  `,
  onPre: `
    weight = max(weight - weightMax * depression * y, 0)
    y = 0
    x = 1
  `,
  onPost: `
    weight = min(weight + weightMax * potentiation * x, weightMax)
    x = 0
    y = 1
  `,
});
