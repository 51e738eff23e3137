/**
 * Leaky integrate-and-fire neuron with exponential synaptic drive, in units of potential.
 *   tau dv/dt = vRest - v + gE + gI,  tauE dgE/dt = -gE,  tauI dgI/dt = -gI
 * Linear, so integrated exactly; dt still quantises spike times.
 */
import { defineNeuron } from '../../engine/index.ts';

export const lif = defineNeuron({
  name: 'lif',
  source: 'Brette et al. 2007, J Comput Neurosci 23:349, benchmark 2; Vogels & Abbott 2005, J Neurosci 25:10786',
  parameters: {
    tau: { default: '20 ms', doc: 'membrane time constant', above: 0 },
    vRest: { default: '-49 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-60 mV', doc: 'potential right after a spike' },
    refractory: { default: '5 ms', doc: 'silence after a spike', min: 0 },
    tauE: { default: '5 ms', doc: 'decay of excitation', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of inhibition', above: 0 },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    gE: { unit: 'mV', initial: 0, doc: 'excitatory drive' },
    gI: { unit: 'mV', initial: 0, doc: 'inhibitory drive' },
  },
  ports: {
    excitatory: { unit: 'mV', on: 'gE += weight', doc: 'adds to the excitatory drive' },
    inhibitory: { unit: 'mV', on: 'gI += weight', doc: 'adds to the inhibitory drive' },
  },
  equations: `
    dv/dt  = (vRest - v + gE + gI) / tau   (unless refractory)
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
  `,
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
