/**
 * Morris-Lecar neuron: calcium that follows the potential at once, slow potassium, and exponentially decaying synaptic currents.
 *   capacitance dv/dt = gLeak (vLeak - v) - gCa m (v - vCa) - gK n (v - vK) + iE + iI + current + bias,
 *   m = (1 + tanh((v - vM) / widthM)) / 2
 *   dn/dt = rate (nInfinity - n) cosh((v - vN) / (2 widthN)),  nInfinity = (1 + tanh((v - vN) / widthN)) / 2
 *   diE/dt = -iE / tauE,  diI/dt = -iI / tauI
 * Nonlinear: Runge-Kutta of fourth order. A spike is v above vSpike; nothing is reset. `refractory` keeps one spike from
 * being counted twice: it must outlast the time that v spends above vSpike, and be shorter than the pause between spikes. So
 * a cell that a strong current holds above vSpike is counted again after each refractory time.
 */
import { defineNeuron } from '../../engine/index.ts';

export const morrisLecar = defineNeuron({
  name: 'morrisLecar',
  source: 'Morris & Lecar 1981, Biophys J 35:193; values of Rinzel & Ermentrout 1989, in Methods in Neuronal Modeling',
  parameters: {
    capacitance: { default: '200 pF', doc: 'membrane capacitance (of 1000 µm^2, at 20 µF/cm^2)', above: 0 },
    gLeak: { default: '20 nS', doc: 'leak conductance', min: 0 },
    vLeak: { default: '-60 mV', doc: 'reversal potential of the leak' },
    gCa: { default: '44 nS', doc: 'largest calcium conductance', min: 0 },
    vCa: { default: '120 mV', doc: 'reversal potential of calcium' },
    gK: { default: '80 nS', doc: 'largest potassium conductance', min: 0 },
    vK: { default: '-84 mV', doc: 'reversal potential of potassium' },
    vM: { default: '-1.2 mV', doc: 'potential at which half of the calcium channels are open (V1)' },
    widthM: { default: '18 mV', doc: 'width of the opening of calcium (V2)', above: 0 },
    vN: { default: '2 mV', doc: 'potential at which half of the potassium channels are open (V3)' },
    widthN: { default: '30 mV', doc: 'width of the opening of potassium (V4)', above: 0 },
    rate: { default: '0.04 1/ms', doc: 'how fast potassium opens (phi)', min: 0 },
    vSpike: { default: '0 mV', doc: 'potential above which it counts as a spike' },
    refractory: { default: '40 ms', doc: 'time after a spike in which no other is counted', min: 0 },
    tauE: { default: '5 ms', doc: 'decay of the excitatory current', above: 0 },
    tauI: { default: '10 ms', doc: 'decay of the inhibitory current', above: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: {
    v: { unit: 'mV', initial: '-60.9 mV', doc: 'membrane potential' },
    n: { unit: '1', initial: 0.0149, doc: 'activation of potassium' },
    iE: { unit: 'pA', initial: 0, doc: 'excitatory current' },
    iI: { unit: 'pA', initial: 0, doc: 'inhibitory current' },
  },
  ports: {
    excitatory: { unit: 'pA', on: 'iE += weight', doc: 'adds to the excitatory current' },
    inhibitory: { unit: 'pA', on: 'iI += weight', doc: 'adds to the inhibitory current (weights are negative)' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: `
    m = 0.5 * (1 + tanh((v - vM) / widthM))
    nInfinity = 0.5 * (1 + tanh((v - vN) / widthN))
    x = (v - vN) / (2 * widthN)
    cosh = 0.5 * (exp(x) + exp(-x))
    dv/dt  = (gLeak * (vLeak - v) - gCa * m * (v - vCa) - gK * n * (v - vK) + iE + iI + (current + bias)) / capacitance
    dn/dt  = rate * (nInfinity - n) * cosh
    diE/dt = -iE / tauE
    diI/dt = -iI / tauI
  `,
  integrator: 'rk4',
  spike: { when: 'v > vSpike', refractory: 'refractory' },
});
