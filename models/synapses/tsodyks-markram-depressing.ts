/**
 * Short-term depression without facilitation: a spike transmits the fixed share `use` of the resources x that are at hand.
 *   dx/dt = (1 - x) / tauRecovery;  on pre: released = use x, x -= released
 * The weight stays. What a spike leaves depends on the source alone, so the state is the presynaptic cell's. Exact between spikes.
 */
import { defineRule } from '../../engine/index.ts';

export const tsodyksMarkramDepressing = defineRule({
  name: 'tsodyksMarkramDepressing',
  source: 'Tsodyks & Markram 1997, PNAS 94:719',
  parameters: {
    use: { default: 0.45, doc: 'share of the resources that a spike uses (U)', min: 0, max: 1 },
    tauRecovery: { default: '500 ms', doc: 'recovery of the resources', above: 0 },
  },
  pre: {
    state: {
      x: { unit: '1', initial: 1, doc: 'resources at hand' },
      released: { unit: '1', initial: 0, doc: 'share of all resources that the last spike released' },
    },
    equations: 'dx/dt = (1 - x) / tauRecovery',
    spike: 'released = use * x; x -= released',
  },
  transmits: 'weight * pre.released',
});
