/**
 * Exponential integrate-and-fire neuron with exponentially decaying synaptic currents.
 *   capacitance dv/dt = gLeak (vRest - v) + gLeak slopeFactor exp((v - vThreshold) / slopeFactor) + iE + iI + current + bias,
 *   diE/dt = -iE / tauE,  diI/dt = -iI / tauI
 * Nonlinear: Runge-Kutta of fourth order; v is reset at the end of the step in which it passes vPeak. The exponent is cut off
 * at 20, far above any peak, so that the trial values of a step cannot overflow.
 */
import { defineNeuron } from '../../engine/index.ts';

export const eif = defineNeuron({
  name: 'eif',
  source: 'Fourcaud-Trocmé et al. 2003, J Neurosci 23:11628',
  parameters: {
    capacitance: { default: '200 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '20 nS', doc: 'leak conductance', min: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-59.9 mV', doc: 'potential at which a slow current makes it fire' },
    slopeFactor: { default: '3.48 mV', doc: 'sharpness of the upstroke', above: 0 },
    vPeak: { default: '-30 mV', doc: 'potential at which the upstroke counts as a spike' },
    vReset: { default: '-68 mV', doc: 'potential right after a spike' },
    refractory: { default: '1.7 ms', doc: 'silence after a spike', min: 0 },
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
    upstroke = gLeak * slopeFactor * exp(min((v - vThreshold) / slopeFactor, 20))
    dv/dt  = (gLeak * (vRest - v) + upstroke + iE + iI + (current + bias)) / capacitance   (unless refractory)
    diE/dt = -iE / tauE
    diI/dt = -iI / tauI
  `,
  integrator: 'rk4',
  spike: { when: 'v > vPeak', reset: 'v = vReset', refractory: 'refractory' },
});
