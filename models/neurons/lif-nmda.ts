/**
 * Leaky integrate-and-fire neuron with AMPA, GABA and NMDA conductances, the last blocked by magnesium at low potentials.
 *   capacitance dv/dt = gLeak (vRest - v) + (gE + block gN) (vE - v) + gI (vI - v) + current + bias,
 *   block = 1 / (1 + magnesium / 3.57 mM exp(-0.062 v / mV))
 *   dgE/dt = -gE / tauE,  dgI/dt = -gI / tauI,  dgN/dt = -gN / tauN + rise x (saturation - gN),  dx/dt = -x / tauRise
 * Nonlinear: Runge-Kutta of fourth order. A spike of weight w at the NMDA port adds w to x, which opens the conductance.
 */
import { defineNeuron } from '../../engine/index.ts';

export const lifNmda = defineNeuron({
  name: 'lifNmda',
  source:
    'Jahr & Stevens 1990, J Neurosci 10:3178 (block); Wang 1999, J Neurosci 19:9587; Brunel & Wang 2001, J Comput Neurosci 11:63',
  parameters: {
    capacitance: { default: '500 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '25 nS', doc: 'leak conductance', min: 0 },
    vRest: { default: '-70 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-55 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    vE: { default: '0 mV', doc: 'reversal potential of AMPA and NMDA' },
    vI: { default: '-70 mV', doc: 'reversal potential of GABA' },
    magnesium: { default: '1 mM', doc: 'concentration outside', min: 0 },
    tauE: { default: '2 ms', doc: 'decay of AMPA', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of GABA', above: 0 },
    tauRise: { default: '2 ms', doc: 'rise of NMDA', above: 0 },
    tauN: { default: '100 ms', doc: 'decay of NMDA', above: 0 },
    rise: { default: '0.5 1/ms', doc: 'how fast x opens NMDA (alpha)', min: 0 },
    saturation: { default: '10 nS', doc: 'largest NMDA conductance', min: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    gE: { unit: 'nS', initial: 0, doc: 'AMPA conductance' },
    gI: { unit: 'nS', initial: 0, doc: 'GABA conductance' },
    gN: { unit: 'nS', initial: 0, doc: 'NMDA conductance without block' },
    x: { unit: '1', initial: 0, doc: 'what opens NMDA' },
  },
  ports: {
    excitatory: { unit: 'nS', on: 'gE += weight', doc: 'adds to the AMPA conductance' },
    inhibitory: { unit: 'nS', on: 'gI += weight', doc: 'adds to the GABA conductance (weights are positive)' },
    nmda: { unit: '1', on: 'x += weight', doc: 'opens NMDA' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    block  = 1 / (1 + magnesium / 3.57 mM * exp(-0.062 * v / 1 mV))
    dv/dt  = (gLeak * (vRest - v) + (gE + block * gN) * (vE - v) + gI * (vI - v) + current + bias) / capacitance   (unless refractory)
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
    dgN/dt = -gN / tauN + rise * x * (saturation - gN)
    dx/dt  = -x / tauRise
  `,
  integrator: 'rk4',
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
