/**
 * Adaptive exponential integrate-and-fire neuron with exponentially decaying synaptic conductances.
 *   capacitance dv/dt = gLeak (vRest - v) + gLeak slopeFactor exp((v - vThreshold) / slopeFactor)
 *     + gE (vE - v) + gI (vI - v) - w + current + bias
 *   tauW dw/dt = a (v - vRest) - w,  dgE/dt = -gE / tauE,  dgI/dt = -gI / tauI;  v > vPeak: v = vReset, w += b
 * Nonlinear: Runge-Kutta of fourth order; the reset comes at the end of the step in which v passes vPeak. The exponent is cut
 * off at 20, far above any peak, so that the trial values of a step cannot overflow.
 */
import { defineNeuron } from '../../engine/index.ts';

export const adex = defineNeuron({
  name: 'adex',
  source: 'Brette & Gerstner 2005, J Neurophysiol 94:3637',
  parameters: {
    capacitance: { default: '281 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '30 nS', doc: 'leak conductance', min: 0 },
    vRest: { default: '-70.6 mV', doc: 'resting potential' },
    vThreshold: { default: '-50.4 mV', doc: 'potential at which the exponential takes over' },
    slopeFactor: { default: '2 mV', doc: 'sharpness of the upstroke', above: 0 },
    vPeak: { default: '-40.4 mV', doc: 'potential at which the upstroke counts as a spike' },
    vReset: { default: '-70.6 mV', doc: 'potential right after a spike' },
    adaptation: { default: '4 nS', doc: 'how much w follows v (a in the paper)' },
    adaptationJump: { default: '80.5 pA', doc: 'what a spike adds to w (b in the paper)' },
    tauW: { default: '144 ms', doc: 'time constant of the adaptation', above: 0 },
    vE: { default: '0 mV', doc: 'reversal potential of excitation' },
    vI: { default: '-80 mV', doc: 'reversal potential of inhibition' },
    tauE: { default: '5 ms', doc: 'decay of the excitatory conductance', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of the inhibitory conductance', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    w: { unit: 'pA', initial: 0, doc: 'adaptation current' },
    gE: { unit: 'nS', initial: 0, doc: 'excitatory conductance' },
    gI: { unit: 'nS', initial: 0, doc: 'inhibitory conductance' },
  },
  ports: {
    excitatory: { unit: 'nS', on: 'gE += weight', doc: 'adds to the excitatory conductance' },
    inhibitory: { unit: 'nS', on: 'gI += weight', doc: 'adds to the inhibitory conductance (weights are positive)' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    upstroke = gLeak * slopeFactor * exp(min((v - vThreshold) / slopeFactor, 20))
    dv/dt  = (gLeak * (vRest - v) + upstroke + gE * (vE - v) + gI * (vI - v) - w + (current + bias)) / capacitance
    dw/dt  = (adaptation * (v - vRest) - w) / tauW
    dgE/dt = -gE / tauE
    dgI/dt = -gI / tauI
  `,
  integrator: 'rk4',
  spike: { when: 'v > vPeak', reset: 'v = vReset; w += adaptationJump' },
});
