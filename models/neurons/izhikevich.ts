/**
 * Izhikevich's simple model as differential equations, integrated by forward Euler.
 *   dv/dt = 0.04 v^2 + 5 v + 140 - u + current,  du/dt = a (b v - u);  v >= 30 mV: v = c, u += d;  a spike of weight w: v += w
 * First order in dt, and its shape above threshold is part of the model: 0.1 to 0.5 ms is usual. For the published schemes see
 * izhikevich2003 and izhikevich2004.
 */
import { defineNeuron } from '../../engine/index.ts';

export const izhikevich = defineNeuron({
  name: 'izhikevich',
  source: 'Izhikevich 2003, IEEE Trans Neural Netw 14:1569',
  parameters: {
    recoveryRate: { default: '0.02 1/ms', doc: 'how fast u recovers (a in the paper)' },
    sensitivity: { default: '0.2 1/ms', doc: 'how much u follows v (b in the paper)' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike (c in the paper)' },
    recoveryJump: { default: '8 mV/ms', doc: 'what a spike adds to u (d in the paper)' },
    vPeak: { default: '30 mV', doc: 'potential at which the upstroke counts as a spike' },
    curvature: { default: '0.04 1/(mV ms)', doc: 'coefficient of v^2' },
    slope: { default: '5 1/ms', doc: 'coefficient of v' },
    offset: { default: '140 mV/ms', doc: 'constant term' },
    bias: { default: '0 mV/ms', doc: 'constant current (I in the paper)' },
  },
  state: {
    v: { unit: 'mV', initial: '-65 mV', doc: 'membrane potential' },
    u: { unit: 'mV/ms', initial: '-13 mV/ms', doc: 'recovery' },
  },
  ports: {
    excitatory: { unit: 'mV', on: 'v += weight', doc: 'makes the potential jump' },
    inhibitory: {
      unit: 'mV',
      on: 'v += weight',
      doc: 'makes the potential jump, after the excitatory one (weights are negative)',
    },
    current: { unit: 'mV/ms', doc: 'injected current' },
  },
  equations: `
    dv/dt = curvature * v * v + slope * v + offset - u + (current + bias)
    du/dt = recoveryRate * (sensitivity * v - u)
  `,
  integrator: 'euler',
  spike: { when: 'v >= vPeak', reset: 'v = vReset; u += recoveryJump' },
});
