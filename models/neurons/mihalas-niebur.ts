/**
 * Mihalas-Niebur neuron: leaky integrate-and-fire with a threshold that follows the potential and two currents that spikes start.
 *   capacitance dv/dt = gLeak (vRest - v) + current + bias + i1 + i2,  di1/dt = -i1 / tau1,  di2/dt = -i2 / tau2
 *   dtheta/dt = thresholdFollow (v - vRest) - thresholdDecay (theta - vThreshold)
 *   v > theta: i1 = keep1 i1 + jump1, i2 = keep2 i2 + jump2, v = vReset, theta = max(theta, thetaReset);  a spike of weight w: v += w
 * Linear, so integrated exactly; dt still quantises spike times. It adapts, bursts and rebounds, by its parameters.
 */
import { defineNeuron } from '../../engine/index.ts';

export const mihalasNiebur = defineNeuron({
  name: 'mihalasNiebur',
  source: 'Mihalas & Niebur 2009, Neural Comput 21:704',
  parameters: {
    capacitance: { default: '200 pF', doc: 'membrane capacitance', above: 0 },
    gLeak: { default: '10 nS', doc: 'leak conductance (G)', min: 0 },
    vRest: { default: '-70 mV', doc: 'resting potential' },
    vReset: { default: '-70 mV', doc: 'potential right after a spike' },
    vThreshold: { default: '-50 mV', doc: 'threshold at rest' },
    thetaReset: { default: '-60 mV', doc: 'lowest threshold right after a spike' },
    thresholdFollow: { default: '0.005 1/ms', doc: 'how much the threshold follows the potential (a in the paper)' },
    thresholdDecay: { default: '0.01 1/ms', doc: 'how fast the threshold comes back (b in the paper)', min: 0 },
    tau1: { default: '5 ms', doc: 'decay of the fast current (1 / k1)', above: 0 },
    keep1: { default: 0, doc: 'part of the fast current that a spike leaves (R1)' },
    jump1: { default: '0 pA', doc: 'what a spike adds to the fast current (A1)' },
    tau2: { default: '50 ms', doc: 'decay of the slow current (1 / k2)', above: 0 },
    keep2: { default: 1, doc: 'part of the slow current that a spike leaves (R2)' },
    jump2: { default: '0 pA', doc: 'what a spike adds to the slow current (A2)' },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' },
    theta: { unit: 'mV', initial: 'vThreshold', doc: 'threshold' },
    i1: { unit: 'pA', initial: 0, doc: 'fast current started by own spikes' },
    i2: { unit: 'pA', initial: 0, doc: 'slow current started by own spikes' },
  },
  ports: {
    synapse: { unit: 'mV', on: 'v += weight', doc: 'makes the potential jump' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    dv/dt     = (gLeak * (vRest - v) + current + bias + i1 + i2) / capacitance
    dtheta/dt = thresholdFollow * (v - vRest) - thresholdDecay * (theta - vThreshold)
    di1/dt    = -i1 / tau1
    di2/dt    = -i2 / tau2
  `,
  spike: {
    when: 'v > theta',
    reset: 'i1 = keep1 * i1 + jump1; i2 = keep2 * i2 + jump2; v = vReset; theta = max(theta, thetaReset)',
  },
});
