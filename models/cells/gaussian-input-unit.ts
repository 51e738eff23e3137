/** Input unit with additive noise: while it is trained, its input plus `deviation` times a standard normal number; afterwards its input. */
import { defineCell } from '../../engine/index.ts';

export const gaussianInputUnit = defineCell({
  name: 'gaussianInputUnit',
  source: 'Vincent et al. 2010, J Mach Learn Res 11:3371',
  tags: { activation: 'linear', function: ['input'] },
  parameters: {
    deviation: { default: 0.1, doc: 'standard deviation of the noise', min: 0 },
    training: { default: 0, doc: '1 while it is trained, which its learner says', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'its input with noise' },
    clean: { unit: '1', initial: 0, doc: 'what it was given' },
  },
  ports: { input: { unit: '1', doc: 'value from outside' } },
  equations: `
    clean' = input
    y' = where(training > 0, input + deviation * normal(), input)
  `,
});
