/** Input unit with masking noise: while it is trained, 0 in place of its input with probability `masked`; afterwards its input. */
import { defineCell } from '../../engine/index.ts';

export const maskedInputUnit = defineCell({
  name: 'maskedInputUnit',
  source: 'Vincent et al. 2008, ICML 25:1096',
  tags: { activation: 'linear', function: ['input'] },
  parameters: {
    masked: { default: 0.3, doc: 'share of the inputs that are lost', min: 0, max: 1 },
    training: { default: 0, doc: '1 while it is trained, which its learner says', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'what is left of its input' },
    clean: { unit: '1', initial: 0, doc: 'what it was given' },
  },
  ports: { input: { unit: '1', doc: 'value from outside' } },
  equations: `
    clean' = input
    left = where(bernoulli(masked), 0, input)
    y' = where(training > 0, left, input)
  `,
});
