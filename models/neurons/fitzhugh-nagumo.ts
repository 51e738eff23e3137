/**
 * FitzHugh-Nagumo neuron: a cubic and a line, the simplest excitable cell; all but time is dimensionless.
 *   tauV dv/dt = v - v^3 / 3 - w + current + bias,  tauW dw/dt = v + a - b w;  a spike of weight w: v += w
 * Nonlinear: Runge-Kutta of fourth order. A spike is v above vThreshold; nothing is reset. `refractory` keeps one spike from
 * being counted twice: it must outlast the time that v spends above vThreshold, and be shorter than the pause between
 * spikes. So a cell that a strong current holds above vThreshold is counted again after each refractory time.
 */
import { defineNeuron } from '../../engine/index.ts';

export const fitzhughNagumo = defineNeuron({
  name: 'fitzhughNagumo',
  source: 'FitzHugh 1961, Biophys J 1:445; Nagumo, Arimoto & Yoshizawa 1962, Proc IRE 50:2061',
  parameters: {
    tauV: { default: '1 ms', doc: 'time constant of the potential', above: 0 },
    tauW: { default: '12.5 ms', doc: 'time constant of the recovery', above: 0 },
    recoveryOffset: { default: 0.7, doc: 'moves the line (a in the paper)' },
    recoverySlope: { default: 0.8, doc: 'tilts the line (b in the paper)' },
    vThreshold: { default: 1, doc: 'potential above which it counts as a spike' },
    refractory: { default: '20 ms', doc: 'time after a spike in which no other is counted', min: 0 },
    bias: { default: 0, doc: 'constant current' },
  },
  state: {
    v: { unit: '1', initial: -1.2, doc: 'potential' },
    w: { unit: '1', initial: -0.62, doc: 'recovery' },
  },
  ports: {
    synapse: { unit: '1', on: 'v += weight', doc: 'makes the potential jump' },
    current: { unit: '1', doc: 'injected current' },
  },
  equations: `
    dv/dt = (v - v * v * v / 3 - w + (current + bias)) / tauV
    dw/dt = (v + recoveryOffset - recoverySlope * w) / tauW
  `,
  integrator: 'rk4',
  spike: { when: 'v > vThreshold', refractory: 'refractory' },
});
