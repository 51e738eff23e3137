/**
 * Pair-based spike-timing-dependent plasticity with a power of the weight, all pairs of spikes, between additive (mu = 0) and
 * multiplicative (mu = 1):
 *   on pre: weight -= depression weightMax (weight / weightMax)^mu y;  on post: weight += potentiation weightMax (1 - weight / weightMax)^mu x
 * Exact: the traces are integrated in closed form.
 */
import { defineRule } from '../../engine/index.ts';

export const powerLawStdp = defineRule({
  name: 'powerLawStdp',
  source: 'Gütig et al. 2003, J Neurosci 23:3697',
  parameters: {
    tauPlus: { default: '20 ms', doc: 'decay of the presynaptic trace', above: 0 },
    tauMinus: { default: '20 ms', doc: 'decay of the postsynaptic trace', above: 0 },
    potentiation: { default: 0.01, doc: 'gain of a weight of 0 by a pair at zero distance, in weightMax', min: 0 },
    depression: { default: 0.0105, doc: 'loss of the largest weight by a pair at zero distance, in weightMax', min: 0 },
    mu: { default: 0.4, doc: 'how strongly changes depend on the weight', min: 0, max: 1 },
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
  onPre: 'weight = max(weight - weightMax * depression * (weight / weightMax)^mu * post.y, 0)',
  onPost: 'weight = min(weight + weightMax * potentiation * (1 - weight / weightMax)^mu * pre.x, weightMax)',
});
