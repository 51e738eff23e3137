/** Spike reader: a potential that spikes make jump and that never fires; the largest of several is the answer. Logits of a cross-entropy. */
import { defineCell } from '../../engine/index.ts';

export const spikeReader = defineCell({
  name: 'spikeReader',
  source: 'Neftci, Mostafa & Zenke 2019, IEEE Signal Process Mag 36:51',
  tags: { activation: 'linear' },
  parameters: {
    decay: { default: 0.95, doc: 'share of the potential that is left after a step', min: 0, max: 1 },
    bias: { default: 0, doc: 'added in each step', trainable: true },
  },
  state: { z: { unit: '1', initial: 0, doc: 'potential' } },
  ports: { spikes: { unit: '1', on: 'z += weight', doc: 'makes the potential jump' } },
  equations: "z' = decay * z + bias",
});
