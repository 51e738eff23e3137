/**
 * Leaky integrate-and-fire neuron with alpha-shaped synaptic currents: a spike of weight w gives w (t / tauE) exp(1 - t / tauE),
 * whose peak is w at t = tauE.
 *   dv/dt = (vRest - v) / tau + (iE + iI + current + bias) / capacitance,  diE/dt = (xE - iE) / tauE,  dxE/dt = -xE / tauE
 * Linear, so integrated exactly for a current that is constant over the step (equal time constants included).
 */
import { defineNeuron } from '../../engine/index.ts';

export const lifAlpha = defineNeuron({
  name: 'lifAlpha',
  source: 'Rotter & Diesmann 1999, Biol Cybern 81:381 (NEST iaf_psc_alpha)',
  parameters: {
    tau: { default: '20 ms', doc: 'membrane time constant', above: 0 },
    capacitance: { default: '250 pF', doc: 'membrane capacitance', above: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    tauE: { default: '2 ms', doc: 'rise time of the excitatory current', above: 0 },
    tauI: { default: '4 ms', doc: 'rise time of the inhibitory current', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    iE: { unit: 'pA', initial: 0, doc: 'excitatory current' },
    xE: { unit: 'pA', initial: 0, doc: 'what excites the excitatory current' },
    iI: { unit: 'pA', initial: 0, doc: 'inhibitory current' },
    xI: { unit: 'pA', initial: 0, doc: 'what excites the inhibitory current' },
  },
  // 2.718281828459045 is Euler's number: it makes the peak of the current equal to the weight.
  ports: {
    excitatory: { unit: 'pA', on: 'xE += weight * 2.718281828459045', doc: 'starts an excitatory current with this peak' },
    inhibitory: {
      unit: 'pA',
      on: 'xI += weight * 2.718281828459045',
      doc: 'starts an inhibitory current with this (negative) peak',
    },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    dv/dt  = (vRest - v) / tau + (iE + iI + current + bias) / capacitance   (unless refractory)
    diE/dt = (xE - iE) / tauE
    dxE/dt = -xE / tauE
    diI/dt = (xI - iI) / tauI
    dxI/dt = -xI / tauI
  `,
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
