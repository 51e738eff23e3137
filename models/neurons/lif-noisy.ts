/**
 * Leaky integrate-and-fire neuron driven by white noise, so that it fires below threshold too.
 *   dv/dt = (vRest - v + resistance (current + bias)) / tau + deviation sqrt(2 / tau) xi;  a spike of weight w: v += w
 * `deviation` is the standard deviation of v without threshold. Linear with additive noise, so integrated exactly between spikes; a v
 * that crosses the threshold and comes back within a step is not seen, so rates are too low by an error that shrinks with sqrt(dt).
 */
import { defineNeuron } from '../../engine/index.ts';

export const lifNoisy = defineNeuron({
  name: 'lifNoisy',
  source: 'Brunel 2000, J Comput Neurosci 8:183; Gerstner et al. 2014, Neuronal Dynamics, 8.1',
  parameters: {
    tau: { default: '20 ms', doc: 'membrane time constant', above: 0 },
    vRest: { default: '-65 mV', doc: 'resting potential' },
    vThreshold: { default: '-50 mV', doc: 'potential at which it fires' },
    vReset: { default: '-60 mV', doc: 'potential right after a spike' },
    refractory: { default: '2 ms', doc: 'silence after a spike', min: 0 },
    resistance: { default: '100 MOhm', doc: 'membrane resistance', min: 0 },
    deviation: { default: '4 mV', doc: 'standard deviation of the free membrane potential', min: 0 },
    bias: { default: '0 pA', doc: 'constant current' },
  },
  state: { v: { unit: 'mV', initial: 'vRest', doc: 'membrane potential' } },
  ports: {
    synapse: { unit: 'mV', on: 'v += weight', doc: 'makes the potential jump' },
    current: { unit: 'pA', doc: 'injected current' },
  },
  equations: 'dv/dt = (vRest - v + resistance * (current + bias)) / tau + deviation * sqrt(2 / tau) * xi   (unless refractory)',
  spike: { when: 'v > vThreshold', reset: 'v = vReset', refractory: 'refractory' },
});
