/**
 * Short-term plasticity with an inactive state: what was released is active first (y), and is at hand again only after inactivation.
 *   dx/dt = (1 - x - y) / tauRecovery, dy/dt = -y / tauInactivation, du/dt = -u / tauFacilitation
 *   on pre: u += use (1 - u), released = u x, x -= released, y += released
 * The weight stays. What a spike leaves depends on the source alone, so the state is the presynaptic cell's. Exact between spikes.
 */
import { defineRule } from '../../engine/index.ts';

export const tsodyksMarkramInactive = defineRule({
  name: 'tsodyksMarkramInactive',
  source: 'Tsodyks, Uziel & Markram 2000, J Neurosci 20:RC50',
  parameters: {
    use: { default: 0.5, doc: 'share of the resources that a spike uses at rest (U)', min: 0, max: 1 },
    tauRecovery: { default: '800 ms', doc: 'recovery of the resources', above: 0 },
    tauInactivation: { default: '3 ms', doc: 'time that released resources stay active', above: 0 },
    tauFacilitation: { default: '1000 ms', doc: 'decay of the facilitation', above: 0 },
  },
  pre: {
    state: {
      x: { unit: '1', initial: 1, doc: 'resources at hand' },
      y: { unit: '1', initial: 0, doc: 'active resources' },
      u: { unit: '1', initial: 0, doc: 'share that a spike uses' },
      released: { unit: '1', initial: 0, doc: 'share of all resources that the last spike released' },
    },
    equations: `
      dx/dt = (1 - x - y) / tauRecovery
      dy/dt = -y / tauInactivation
      du/dt = -u / tauFacilitation
    `,
    spike: 'u += use * (1 - u); released = u * x; x -= released; y += released',
  },
  transmits: 'weight * pre.released',
});
