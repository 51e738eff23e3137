/**
 * izhikevich2004 with a step of its own: it computes every `ownStep`, rounded to a multiple of dt, and stands still in between. The
 * published firing patterns belong to different steps; this lets them run side by side.
 *   at each own step h: v += h (0.04 v^2 + 5 v + 140 - u + I), then u += h a (b v - u) with the new v;  v > 30 mV: v = c, u += d
 * It has no synapses: what arrives between two own steps would be lost. Only the current of the step in which it computes counts.
 */
import { defineNeuron } from '../../engine/index.ts';

export const izhikevichOwnStep = defineNeuron({
  name: 'izhikevichOwnStep',
  source: 'Izhikevich 2004, IEEE Trans Neural Netw 15:1063, figure 1',
  parameters: {
    ownStep: { default: '0.25 ms', doc: 'time between two computations', above: 0 },
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
  },
  state: {
    v: { unit: 'mV', initial: '-70 mV', doc: 'membrane potential' },
    u: { unit: 'mV/ms', initial: '-14 mV/ms', doc: 'recovery' },
  },
  ports: { current: { unit: 'mV/ms', doc: 'injected current' } },
  // Counted in whole steps, so that rounding of t cannot decide.
  equations: `
    every = max(floor(ownStep / dt + 0.5), 1)
    step  = floor(t / dt + 0.5)
    h     = every * dt
    since = step - every * floor(step / every)
    v' = where(since == 0, v + h * (curvature * v * v + slope * v + offset - u + current), v)
    u' = where(since == 0, u + h * (recoveryRate * (sensitivity * (v' - vNeutral) - recoveryLeak * u)), u)
  `,
  spike: { when: 'v > vPeak', reset: 'v = vReset; u += recoveryJump' },
});
