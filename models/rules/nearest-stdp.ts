/**
 * Additive pair-based spike-timing-dependent plasticity between nearest neighbours (symmetric scheme): each presynaptic spike pairs with
 * the last postsynaptic one, each postsynaptic with the last presynaptic one. The traces are set to 1 instead of adding up.
 * Exact: the traces are integrated in closed form.
 */
import { defineRule } from '../../engine/index.ts';

export const nearestStdp = defineRule({
  name: 'nearestStdp',
  source: 'Morrison, Diesmann & Gerstner 2008, Biol Cybern 98:459, section 4.1.2 and figure 7A',
  parameters: {
    tauPlus: { default: '20 ms', doc: 'decay of the presynaptic trace', above: 0 },
    tauMinus: { default: '20 ms', doc: 'decay of the postsynaptic trace', above: 0 },
    potentiation: { default: 0.01, doc: 'gain by a pair at zero distance, in weightMax (A+)', min: 0 },
    depression: { default: 0.0105, doc: 'loss by a pair at zero distance, in weightMax (A-)', min: 0 },
    weightMax: { unit: 'weight', doc: 'largest weight', above: 0 },
  },
  pre: {
    state: { x: { unit: '1', initial: 0, doc: 'trace of the last presynaptic spike' } },
    equations: 'dx/dt = -x / tauPlus',
    spike: 'x = 1',
  },
  post: {
    state: { y: { unit: '1', initial: 0, doc: 'trace of the last postsynaptic spike' } },
    equations: 'dy/dt = -y / tauMinus',
    spike: 'y = 1',
  },
  onPre: 'weight = max(weight - weightMax * depression * post.y, 0)',
  onPost: 'weight = min(weight + weightMax * potentiation * pre.x, weightMax)',
});
