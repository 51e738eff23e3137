/**
 * Additive pair-based spike-timing-dependent plasticity, all pairs of spikes:
 *   dx/dt = -x / tauPlus (presynaptic), dy/dt = -y / tauMinus (postsynaptic)
 *   on pre: weight -= depression weightMax y, then x += 1;  on post: weight += potentiation weightMax x, then y += 1
 * Weights stay in [0, weightMax]. Exact: the traces are integrated in closed form.
 */
import { defineRule } from '../../engine/index.ts';

export const pairStdp = defineRule({
  name: 'pairStdp',
  source: 'Song, Miller & Abbott 2000, Nat Neurosci 3:919; Morrison, Diesmann & Gerstner 2008, Biol Cybern 98:459',
  parameters: {
    tauPlus: { default: '20 ms', doc: 'decay of the presynaptic trace', above: 0 },
    tauMinus: { default: '20 ms', doc: 'decay of the postsynaptic trace', above: 0 },
    potentiation: { default: 0.01, doc: 'gain by a pair at zero distance, in weightMax (A+)', min: 0 },
    depression: { default: 0.0105, doc: 'loss by a pair at zero distance, in weightMax (A-)', min: 0 },
    weightMax: { unit: 'weight', doc: 'largest weight', above: 0 },
  },
  pre: {
    state: { x: { unit: '1', initial: 0, doc: 'trace of presynaptic spikes' } },
    equations: 'dx/dt = -x / tauPlus',
    spike: 'x += 1',
  },
  post: {
    state: { y: { unit: '1', initial: 0, doc: 'trace of postsynaptic spikes' } },
    equations: 'dy/dt = -y / tauMinus',
    spike: 'y += 1',
  },
  onPre: 'weight = max(weight - weightMax * depression * post.y, 0)',
  onPost: 'weight = min(weight + weightMax * potentiation * pre.x, weightMax)',
});
