/**
 * Leaky integrate-and-fire neuron whose synapses make the potential jump.
 *   dv/dt = (vRest - v) / tau + (current + bias) / capacitance;  a spike of weight w: v += w
 * Linear, so integrated exactly for a current that is constant over the step. Jumps are lost while refractory.
 */
import { defineNeuron } from '../../engine/index.ts';

export const lifDelta = defineNeuron({
  name: 'lifDelta',
  source: 'Lapicque 1907; Gerstner & Kistler 2002, Spiking Neuron Models, 4.1',
  parameters: {
    tau: { default: '20 ms', doc: 'membrane time constant', above: 0 },
    capacitance: { default: '250 pF', doc: 'membrane capacitance', above: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-65 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: { v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' } },
  ports: {
    synapse: { unit: 'mV', on: 'v += weight', doc: 'makes the potential jump' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: 'dv/dt = (vRest - v) / tau + (current + bias) / capacitance   (unless refractory)',
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
