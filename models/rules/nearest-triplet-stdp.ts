/**
 * Triplet spike-timing-dependent plasticity between nearest neighbours: the traces are set to 1 instead of adding up.
 *   dr1/dt = -r1 / tauPlus, dr2/dt = -r2 / tauX (presynaptic);  do1/dt = -o1 / tauMinus, do2/dt = -o2 / tauY (postsynaptic)
 *   on pre: weight -= weightMax o1 (pairDepression + tripletDepression r2), then r1 = 1, r2 = 1
 *   on post: weight += weightMax r1 (pairPotentiation + tripletPotentiation o2), then o1 = 1, o2 = 1
 * Weights stay in [0, weightMax]. Exact: the traces are integrated in closed form.
 */
import { defineRule } from '../../engine/index.ts';

export const nearestTripletStdp = defineRule({
  name: 'nearestTripletStdp',
  source: 'Pfister & Gerstner 2006, J Neurosci 26:9673, table 4 (hippocampal culture, full model) for the time constants',
  parameters: {
    tauPlus: { default: '16.8 ms', doc: 'decay of the fast presynaptic trace', above: 0 },
    tauX: { default: '101 ms', doc: 'decay of the slow presynaptic trace', above: 0 },
    tauMinus: { default: '33.7 ms', doc: 'decay of the fast postsynaptic trace', above: 0 },
    tauY: { default: '125 ms', doc: 'decay of the slow postsynaptic trace', above: 0 },
    pairPotentiation: { default: 0.005, doc: 'gain by a pair, in weightMax (A2+)', min: 0 },
    tripletPotentiation: { default: 0.0062, doc: 'gain by a triplet, in weightMax (A3+)', min: 0 },
    pairDepression: { default: 0.007, doc: 'loss by a pair, in weightMax (A2-)', min: 0 },
    tripletDepression: { default: 0.0023, doc: 'loss by a triplet, in weightMax (A3-)', min: 0 },
    weightMax: { unit: 'weight', doc: 'largest weight', above: 0 },
  },
  pre: {
    state: {
      r1: { unit: '1', initial: 0, doc: 'fast trace of presynaptic spikes' },
      r2: { unit: '1', initial: 0, doc: 'slow trace of presynaptic spikes' },
    },
    equations: `
      dr1/dt = -r1 / tauPlus
      dr2/dt = -r2 / tauX
    `,
    spike: 'r1 = 1; r2 = 1',
  },
  post: {
    state: {
      o1: { unit: '1', initial: 0, doc: 'fast trace of postsynaptic spikes' },
      o2: { unit: '1', initial: 0, doc: 'slow trace of postsynaptic spikes' },
    },
    equations: `
      do1/dt = -o1 / tauMinus
      do2/dt = -o2 / tauY
    `,
    spike: 'o1 = 1; o2 = 1',
  },
  onPre: 'weight = max(weight - weightMax * post.o1 * (pairDepression + tripletDepression * pre.r2), 0)',
  onPost: 'weight = min(weight + weightMax * pre.r1 * (pairPotentiation + tripletPotentiation * post.o2), weightMax)',
});
