/**
 * Quadratic integrate-and-fire neuron: the normal form of a neuron that begins to fire at arbitrarily low rates.
 *   tau dv/dt = curvature (v - vRest) (v - vThreshold) + resistance (current + bias);  v > vPeak: v = vReset
 *   a spike of weight w: v += w
 * Nonlinear: Runge-Kutta of fourth order; v is reset at the end of the step in which it passes vPeak.
 */
import { defineNeuron } from '../../engine/index.ts';

export const qif = defineNeuron({
  name: 'qif',
  source: 'Ermentrout & Kopell 1986, SIAM J Appl Math 46:233; Latham et al. 2000, J Neurophysiol 83:808',
  parameters: {
    tau: { default: '10 ms', doc: 'membrane time constant', above: 0 },
    curvature: { default: '0.07 1/mV', doc: 'strength of the quadratic term', min: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential above which it runs up without current' },
    resistance: { default: '100 MOhm', doc: 'membrane resistance', min: 0 },
    vPeak: { default: '0 mV', doc: 'potential at which the upstroke counts as a spike' },
    vReset: { default: '-60 mV', doc: 'potential right after a spike' },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: { v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' } },
  ports: {
    synapse: { unit: 'mV', on: 'v += weight', doc: 'makes the potential jump' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: 'dv/dt = (curvature * (v - vRest) * (v - vThreshold) + resistance * (current + bias)) / tau',
  integrator: 'rk4',
  spike: { when: 'v > vPeak', reset: 'v = vReset' },
});
