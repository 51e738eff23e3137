/**
 * Adaptive leaky integrate-and-fire neuron: each spike starts an outward current that decays.
 *   capacitance dv/dt = gLeak (vRest - v) - w + iE + iI + current + bias,  dw/dt = -w / tauW,  diE/dt = -iE / tauE,  diI/dt = -iI / tauI
 *   v > vThreshold: v = vReset, w += jump
 * Linear, so integrated exactly; dt still quantises spike times.
 */
import { defineNeuron } from '../../engine/index.ts';

export const adaptiveLif = defineNeuron({
  name: 'adaptiveLif',
  source: 'Benda & Herz 2003, Neural Comput 15:2523; Gerstner et al. 2014, Neuronal Dynamics, 6.1',
  parameters: {
    capacitance: { default: '250 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '12.5 nS', doc: 'leak conductance', min: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    tauW: { default: '100 ms', doc: 'decay of the adaptation current', above: 0 },
    jump: { default: '50 pA', doc: 'what a spike adds to the adaptation current (b)' },
    tauE: { default: '5 ms', doc: 'decay of the excitatory current', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of the inhibitory current', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    w: { unit: 'pA', initial: 0, doc: 'adaptation current' },
    iE: { unit: 'pA', initial: 0, doc: 'excitatory current' },
    iI: { unit: 'pA', initial: 0, doc: 'inhibitory current' },
  },
  ports: {
    excitatory: { unit: 'pA', on: 'iE += weight', doc: 'adds to the excitatory current' },
    inhibitory: { unit: 'pA', on: 'iI += weight', doc: 'adds to the inhibitory current (weights are negative)' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    dv/dt  = (gLeak * (vRest - v) - w + iE + iI + current + bias) / capacitance   (unless refractory)
    dw/dt  = -w / tauW
    diE/dt = -iE / tauE
    diI/dt = -iI / tauI
  `,
  spike: { when: 'v > vThreshold', reset: 'v = vReset; w += jump', refractory: 'refractory' },
});
