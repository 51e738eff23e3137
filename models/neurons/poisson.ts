/**
 * Poisson source: in each step it spikes with probability rate dt, independently of all others. At most one spike per cell and
 * step, so rates must stay well below 1 / dt.
 */
import { defineNeuron } from '../../engine/index.ts';

export const poisson = defineNeuron({
  name: 'poisson',
  source: 'Dayan & Abbott 2001, Theoretical Neuroscience, 1.4',
  parameters: { rate: { default: '10 Hz', doc: 'mean rate', min: 0 } },
  spike: { when: 'uniform() < rate * dt' },
});
