/**
 * Short-term plasticity: a spike transmits the share u of the resources x that are at hand.
 *   dx/dt = (1 - x) / tauRecovery, du/dt = -u / tauFacilitation;  on pre: u += use (1 - u), released = u x, x -= released
 * The weight stays. What a spike leaves depends on the source alone, so the state is the presynaptic cell's. Exact between spikes.
 */
import { defineRule } from '../../engine/index.ts';

export const tsodyksMarkram = defineRule({
  name: 'tsodyksMarkram',
  source: 'Tsodyks, Pawelzik & Markram 1998, Neural Comput 10:821; in the form of Maass & Markram 2002, Neural Netw 15:155',
  parameters: {
    use: { default: 0.5, doc: 'share of the resources that a spike uses at rest (U)', min: 0, max: 1 },
    tauRecovery: { default: '800 ms', doc: 'recovery of the resources', above: 0 },
    tauFacilitation: { default: '10 ms', doc: 'decay of the facilitation', above: 0 },
  },
  pre: {
    state: {
      x: { unit: '1', initial: 1, doc: 'resources at hand' },
      u: { unit: '1', initial: 0, doc: 'share that a spike uses' },
      released: { unit: '1', initial: 0, doc: 'share of all resources that the last spike released' },
    },
    equations: `
      dx/dt = (1 - x) / tauRecovery
      du/dt = -u / tauFacilitation
    `,
    spike: 'u += use * (1 - u); released = u * x; x -= released',
  },
  transmits: 'weight * pre.released',
});
