/**
 * Multiplicative pair-based spike-timing-dependent plasticity, all pairs of spikes: as the additive rule, but changes shrink towards the bounds:
 *   on pre: weight -= depression weight y;  on post: weight += potentiation (weightMax - weight) x
 * The weights end in one hump between the bounds. Exact: the traces are integrated in closed form.
 */
import { defineRule } from '../../engine/index.ts';

export const multiplicativeStdp = defineRule({
  name: 'multiplicativeStdp',
  source: 'Rubin, Lee & Sompolinsky 2001, Phys Rev Lett 86:364; Gütig et al. 2003, J Neurosci 23:3697',
  parameters: {
    tauPlus: { default: '20 ms', doc: 'decay of the presynaptic trace', above: 0 },
    tauMinus: { default: '20 ms', doc: 'decay of the postsynaptic trace', above: 0 },
    potentiation: { default: 0.01, doc: 'gain by a pair at zero distance, in what is left to weightMax', min: 0 },
    depression: { default: 0.0105, doc: 'loss by a pair at zero distance, in the weight', min: 0 },
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
  onPre: 'weight = max(weight - weight * depression * post.y, 0)',
  onPost: 'weight = min(weight + (weightMax - weight) * potentiation * pre.x, weightMax)',
});
