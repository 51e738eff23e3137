/**
 * Leaky integrate-and-fire neuron with exponentially decaying synaptic currents.
 *   dv/dt = (vRest - v) / tau + (iE + iI + current + bias) / capacitance,  diE/dt = -iE / tauE,  diI/dt = -iI / tauI
 * Linear, so integrated exactly for a current that is constant over the step. The currents go on while refractory.
 */
import { defineNeuron } from '../../engine/index.ts';

export const lifExponential = defineNeuron({
  name: 'lifExponential',
  source: 'Rotter & Diesmann 1999, Biol Cybern 81:381 (NEST iaf_psc_exp)',
  parameters: {
    tau: { default: '20 ms', doc: 'membrane time constant', above: 0 },
    capacitance: { default: '250 pF', doc: 'membrane capacitance', above: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    tauE: { default: '5 ms', doc: 'decay of the excitatory current', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of the inhibitory current', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    iE: { unit: 'pA', initial: 0, doc: 'excitatory current' },
    iI: { unit: 'pA', initial: 0, doc: 'inhibitory current' },
  },
  ports: {
    excitatory: { unit: 'pA', on: 'iE += weight', doc: 'adds to the excitatory current' },
    inhibitory: { unit: 'pA', on: 'iI += weight', doc: 'adds to the inhibitory current (weights are negative)' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    dv/dt  = (vRest - v) / tau + (iE + iI + current + bias) / capacitance   (unless refractory)
    diE/dt = -iE / tauE
    diI/dt = -iI / tauI
  `,
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
