/**
 * Izhikevich's simple model with the numerical scheme behind the twenty firing patterns:
 *   v += dt (0.04 v^2 + 5 v + 140 - u + I), then u += dt a (b v - u) with the new v;  v > 30 mV: v = c, u += d
 * The scheme and its dt (0.1 to 0.5 ms, by pattern) belong to the patterns. Two of them have other coefficients, one another u:
 * u += dt a b (v + 65 mV), which is vNeutral = -65 mV and recoveryLeak = 0. Spikes act as current for one step.
 */
import { defineNeuron } from '../../engine/index.ts';

export const izhikevich2004 = defineNeuron({
  name: 'izhikevich2004',
  source: 'Izhikevich 2004, IEEE Trans Neural Netw 15:1063, figure 1',
  parameters: {
    recoveryRate: { default: '0.02 1/ms', doc: 'how fast u recovers (a in the paper)' },
    sensitivity: { default: '0.2 1/ms', doc: 'how much u follows v (b in the paper)' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike (c in the paper)' },
    recoveryJump: { default: '6 mV/ms', doc: 'what a spike adds to u (d in the paper)' },
    vPeak: { default: '30 mV', doc: 'potential at which the upstroke counts as a spike' },
    curvature: { default: '0.04 1/(mV ms)', doc: 'coefficient of v^2' },
    slope: { default: '5 1/ms', doc: 'coefficient of v' },
    offset: { default: '140 mV/ms', doc: 'constant term' },
    vNeutral: { default: '0 mV', doc: 'potential that u follows v from' },
    recoveryLeak: { default: 1, doc: '1, or 0 where u only adds up' },
    bias: { default: '0 mV/ms', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: '-70 mV', doc: 'membrane potential' },
    u: { unit: 'mV/ms', initial: '-14 mV/ms', doc: 'recovery' },
  },
  ports: {
    excitatory: { unit: 'mV/ms', doc: 'current of the spikes of this step' },
    inhibitory: { unit: 'mV/ms', doc: 'current of the spikes of this step (weights are negative)' },
    current: { unit: 'mV/ms', doc: 'injected current' },
  },
  equations: `
    I  = current + bias + (excitatory + inhibitory)
    v' = v + dt * (curvature * v * v + slope * v + offset - u + I)
    u' = u + dt * (recoveryRate * (sensitivity * (v' - vNeutral) - recoveryLeak * u))
  `,
  spike: { when: 'v > vPeak', reset: 'v = vReset; u += recoveryJump' },
});
