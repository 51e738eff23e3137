/**
 * Inhomogeneous Poisson source: it spikes in a step with probability lambda dt, lambda = rate (1 + depth sin(2 pi frequency t + phase)) +
 * drive, no less than 0. What drives the port makes it doubly stochastic. At most one spike per cell and step, so lambda must stay well
 * below 1 / dt.
 */
import { defineNeuron } from '../../engine/index.ts';

export const poissonModulated = defineNeuron({
  name: 'poissonModulated',
  source:
    'Dayan & Abbott 2001, Theoretical Neuroscience, 1.4; Cox 1955, J R Stat Soc B 17:129; NEST sinusoidal_poisson_generator',
  parameters: {
    rate: { default: '10 Hz', doc: 'mean rate', min: 0 },
    depth: { default: 0.5, doc: 'part of the rate that is modulated; negative rates count as 0' },
    frequency: { default: '5 Hz', doc: 'periods of the modulation per second', min: 0 },
    phase: { default: 0, doc: 'phase at time 0, in radians' },
  },
  ports: { drive: { unit: '1/ms', doc: 'adds to the rate' } },
  equations: `
    turns = frequency * (t + 0.5 * dt)
    lambda = max(rate * (1 + depth * sin(6.283185307179586 * (turns - floor(turns)) + phase)) + drive, 0)
  `,
  spike: { when: 'uniform() < lambda * dt' },
});
