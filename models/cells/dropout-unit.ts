/**
 * Dropout: while it is trained, lets a share `keep` of its inputs through, each drawn anew for every example and step, and divides them by
 * `keep`; afterwards lets all through as they are. So its mean is the same in both. (Srivastava's own form divides nothing while training
 * and multiplies by `keep` afterwards: the same network with other units of its weights. `keep` is the share kept, not the share dropped.)
 */
import { defineCell } from '../../engine/index.ts';

export const dropoutUnit = defineCell({
  name: 'dropoutUnit',
  source: 'Srivastava et al. 2014, J Mach Learn Res 15:1929',
  parameters: {
    keep: { default: 0.5, doc: 'share of the inputs that is let through', above: 0, max: 1 },
    training: { default: 0, doc: '1 while it is trained, which its learner says', min: 0, max: 1 },
  },
  state: { y: { unit: '1', initial: 0, doc: 'output' } },
  ports: { input: { unit: '1', doc: 'what it lets through, or not' } },
  equations: `
    kept = where(bernoulli(keep), input / keep, 0)
    y' = where(training > 0, kept, input)
  `,
});
