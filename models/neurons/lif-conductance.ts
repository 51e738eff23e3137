/**
 * Leaky integrate-and-fire neuron with exponentially decaying synaptic conductances.
 *   capacitance dv/dt = gLeak (vRest - v) + gE (vE - v) + gI (vI - v) + current + bias,  dgE/dt = -gE / tauE,  dgI/dt = -gI / tauI
 * Linear in v for conductances held over the step: exponential Euler, of first order in dt.
 */
import { defineNeuron } from '../../engine/index.ts';

export const lifConductance = defineNeuron({
  name: 'lifConductance',
  source: 'Brette et al. 2007, J Comput Neurosci 23:349, benchmark 1',
  parameters: {
    capacitance: { default: '200 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '10 nS', doc: 'leak conductance', min: 0 },
    vRest: { default: '-60 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-60 mV', doc: 'potential right after a spike' },
    refractory: { default: '5 ms', doc: 'silence after a spike', min: 0 },
    vE: { default: '0 mV', doc: 'reversal potential of excitation' },
    vI: { default: '-80 mV', doc: 'reversal potential of inhibition' },
    tauE: { default: '5 ms', doc: 'decay of the excitatory conductance', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of the inhibitory conductance', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    gE: { unit: 'nS', initial: 0, doc: 'excitatory conductance' },
    gI: { unit: 'nS', initial: 0, doc: 'inhibitory conductance' },
  },
  ports: {
    excitatory: { unit: 'nS', on: 'gE += weight', doc: 'adds to the excitatory conductance' },
    inhibitory: { unit: 'nS', on: 'gI += weight', doc: 'adds to the inhibitory conductance (weights are positive)' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    dv/dt  = (gLeak * (vRest - v) + gE * (vE - v) + gI * (vI - v) + current + bias) / capacitance   (unless refractory)
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
  `,
  integrator: 'exponential-euler',
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
