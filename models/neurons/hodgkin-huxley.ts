/**
 * Hodgkin-Huxley neuron with the sodium and potassium currents of Traub & Miles, and exponentially decaying conductances.
 *   capacitance dv/dt = gLeak (vLeak - v) + gE (vE - v) + gI (vI - v) + gNa m^3 h (vNa - v) + gK n^4 (vK - v) + current + bias
 *   dm/dt = alphaM (1 - m) - betaM m, dn/dt and dh/dt likewise;  dgE/dt = -gE / tauE,  dgI/dt = -gI / tauI
 * Each equation is linear in its own variable: exponential Euler, of first order in dt. A spike is v above vSpike; nothing is
 * reset, and `refractory` only keeps one spike from being counted twice. With the default values it fires without input.
 */
import { defineNeuron } from '../../engine/index.ts';

export const hodgkinHuxley = defineNeuron({
  name: 'hodgkinHuxley',
  source: 'Traub & Miles 1991, Neuronal Networks of the Hippocampus; Brette et al. 2007, J Comput Neurosci 23:349, benchmark 3',
  parameters: {
    capacitance: { default: '200 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '10 nS', doc: 'leak conductance', min: 0 },
    vLeak: { default: '-60 mV', doc: 'reversal potential of the leak' },
    gNa: { default: '20000 nS', doc: 'largest sodium conductance', min: 0 },
    vNa: { default: '50 mV', doc: 'reversal potential of sodium' },
    gK: { default: '6000 nS', doc: 'largest potassium conductance', min: 0 },
    vK: { default: '-90 mV', doc: 'reversal potential of potassium' },
    vShift: { default: '-63 mV', doc: 'moves the gates, and so the threshold (VT in the paper)' },
    vSpike: { default: '-20 mV', doc: 'potential above which it counts as a spike' },
    refractory: { default: '3 ms', doc: 'time after a spike in which no other is counted', min: 0 },
    vE: { default: '0 mV', doc: 'reversal potential of excitation' },
    vI: { default: '-80 mV', doc: 'reversal potential of inhibition' },
    tauE: { default: '5 ms', doc: 'decay of the excitatory conductance', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of the inhibitory conductance', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vLeak', doc: 'membrane potential' },
    m: { unit: '1', initial: 0.027, doc: 'activation of sodium' },
    n: { unit: '1', initial: 0.06, doc: 'activation of potassium' },
    h: { unit: '1', initial: 0.99, doc: 'sodium not inactivated' },
    gE: { unit: 'nS', initial: 0, doc: 'excitatory conductance' },
    gI: { unit: 'nS', initial: 0, doc: 'inhibitory conductance' },
  },
  ports: {
    excitatory: { unit: 'nS', on: 'gE += weight', doc: 'adds to the excitatory conductance' },
    inhibitory: { unit: 'nS', on: 'gI += weight', doc: 'adds to the inhibitory conductance (weights are positive)' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  // x / expm1(x) is 1 at x = 0.
  equations: `
    x      = v - vShift
    openM  = (13 mV - x) / 4 mV
    closeM = (x - 40 mV) / 5 mV
    openN  = (15 mV - x) / 5 mV
    alphaM = 1.28 / 1 ms * where(openM == 0, 1, openM / expm1(openM))
    betaM  = 1.4 / 1 ms * where(closeM == 0, 1, closeM / expm1(closeM))
    alphaH = 0.128 / 1 ms * exp((17 mV - x) / 18 mV)
    betaH  = 4 / 1 ms / (1 + exp((40 mV - x) / 5 mV))
    alphaN = 0.16 / 1 ms * where(openN == 0, 1, openN / expm1(openN))
    betaN  = 0.5 / 1 ms * exp((10 mV - x) / 40 mV)
    sodium = gNa * (m * m * m) * h
    potassium = gK * (n * n * n * n)
    dv/dt  = (gLeak * (vLeak - v) + gE * (vE - v) + gI * (vI - v)
              + sodium * (vNa - v) + potassium * (vK - v) + current + bias) / capacitance
    dm/dt  = alphaM * (1 - m) - betaM * m
    dn/dt  = alphaN * (1 - n) - betaN * n
    dh/dt  = alphaH * (1 - h) - betaH * h
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
  `,
  integrator: 'exponential-euler',
  spike: { when: 'v > vSpike', refractory: 'refractory' },
});
