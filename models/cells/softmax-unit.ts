/**
 * Softmax unit: its share among the units along the axis `class`, exp(gain z) over the sum of theirs, where z is its input plus its
 * bias. The largest is taken off first, so that no exponential overflows; shares do not change by it.
 */
import { defineCell } from '../../engine/index.ts';

export const softmaxUnit = defineCell({
  name: 'softmaxUnit',
  source: 'Bridle 1990, in Neurocomputing, NATO ASI F 68:227',
  tags: { activation: 'softmax' },
  axes: ['class'],
  parameters: {
    gain: { default: 1, doc: 'inverse temperature' },
    bias: { default: 0, doc: 'constant input', trainable: true },
  },
  state: {
    share: { unit: '1', initial: 0, doc: 'from 0 to 1; they sum to 1 along the axis' },
    z: { unit: '1', initial: 0, doc: 'logit' },
  },
  ports: { input: { unit: '1', doc: 'weighted sum of the inputs' } },
  equations: `
    z' = gain * (input + bias)
    weighted = exp(z' - max(z', class))
    share' = weighted / sum(weighted, class)
  `,
});
