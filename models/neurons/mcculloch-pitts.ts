/**
 * McCulloch-Pitts threshold unit: fires iff no inhibitory input fires (absolute inhibition) and at least `threshold` excitatory
 * inputs do (each counted with its weight). Inputs that fired in step n are read in step n + 1: one synaptic delay per unit.
 */
import { defineNeuron } from '../../engine/index.ts';

export const mcCullochPitts = defineNeuron({
  name: 'mcCullochPitts',
  source: 'McCulloch & Pitts 1943, Bull Math Biophys 5:115',
  parameters: { threshold: { default: 1, doc: 'excitatory inputs needed to fire' } },
  state: { active: { unit: '1', initial: 0, doc: '1 in the steps in which it fires, else 0' } },
  ports: {
    excitatory: { unit: '1', doc: 'counted' },
    inhibitory: { unit: '1', doc: 'any input above 0 forbids firing' },
  },
  equations: "active' = where(excitatory >= threshold and inhibitory <= 0, 1, 0)",
  spike: { when: 'active > 0' },
});
