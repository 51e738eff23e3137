/**
 * Input unit with salt-and-pepper noise: while it is trained, with probability `disturbed` the lowest or the highest value in place of its
 * input, either with equal chance; afterwards its input.
 */
import { defineCell } from '../../engine/index.ts';

export const saltAndPepperInputUnit = defineCell({
  name: 'saltAndPepperInputUnit',
  source: 'Vincent et al. 2010, J Mach Learn Res 11:3371',
  tags: { activation: 'linear', function: ['input'] },
  parameters: {
    disturbed: { default: 0.1, doc: 'share of the inputs that are replaced', min: 0, max: 1 },
    lowest: { default: 0, doc: 'pepper' },
    highest: { default: 1, doc: 'salt' },
    training: { default: 0, doc: '1 while it is trained, which its learner says', min: 0, max: 1 },
  },
  state: {
    y: { unit: '1', initial: 0, doc: 'its input, or salt, or pepper' },
    clean: { unit: '1', initial: 0, doc: 'what it was given' },
  },
  ports: { input: { unit: '1', doc: 'value from outside' } },
  equations: `
    clean' = input
    u = uniform()
    noisy = where(u < 0.5 * disturbed, lowest, where(u < disturbed, highest, input))
    y' = where(training > 0, noisy, input)
  `,
});
