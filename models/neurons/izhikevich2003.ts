/**
 * Izhikevich's simple model with the numerical scheme of its first paper, which is meant for dt = 1 ms:
 *   twice v += dt / 2 (0.04 v^2 + 5 v + 140 - u + I), then u += dt a (b v - u) with the new v;  v >= 30 mV: v = c, u += d
 * The scheme is the model: it solves no differential equation accurately at that dt, and some cells are chaotic under it. Spikes
 * act as current for one step.
 */
import { defineNeuron } from '../../engine/index.ts';

export const izhikevich2003 = defineNeuron({
  name: 'izhikevich2003',
  source: 'Izhikevich 2003, IEEE Trans Neural Netw 14:1569, the program of its figure 3',
  parameters: {
    recoveryRate: { default: '0.02 1/ms', doc: 'how fast u recovers (a in the paper)' },
    sensitivity: { default: '0.2 1/ms', doc: 'how much u follows v (b in the paper)' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike (c in the paper)' },
    recoveryJump: { default: '8 mV/ms', doc: 'what a spike adds to u (d in the paper)' },
    vPeak: { default: '30 mV', doc: 'potential at which the upstroke counts as a spike' },
    bias: { default: '0 mV/ms', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: '-65 mV', doc: 'membrane potential' },
    u: { unit: 'mV/ms', initial: '-13 mV/ms', doc: 'recovery' },
  },
  ports: {
    excitatory: { unit: 'mV/ms', doc: 'current of the spikes of this step' },
    inhibitory: { unit: 'mV/ms', doc: 'current of the spikes of this step (weights are negative)' },
    current: { unit: 'mV/ms', doc: 'injected current' },
  },
  // 1 mV and 1 ms only carry the units; halfway is v after the first half step.
  equations: `
    I       = current + bias + (excitatory + inhibitory)
    halfway = v + 0.5 * dt * (0.04 / (1 mV * 1 ms) * v * v + 5 / 1 ms * v + 140 mV / 1 ms - u + I)
    v'      = halfway + 0.5 * dt * (0.04 / (1 mV * 1 ms) * halfway * halfway + 5 / 1 ms * halfway + 140 mV / 1 ms - u + I)
    u'      = u + dt * (recoveryRate * (sensitivity * v' - u))
  `,
  spike: { when: 'v >= vPeak', reset: 'v = vReset; u += recoveryJump' },
});
