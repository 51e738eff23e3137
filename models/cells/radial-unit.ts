/**
 * Radial unit (Gaussian kernel): exp(-distance / (2 width^2)) of a squared distance: 1 where the input is at its centre, less the further away.
 * The centre belongs to the connection that measures distances. Far away it is 0, as is its derivative. A width that learning brings
 * below 1e-6 counts as 1e-6.
 */
import { defineCell } from '../../engine/index.ts';

export const radialUnit = defineCell({
  name: 'radialUnit',
  source: 'Broomhead & Lowe 1988, Complex Syst 2:321',
  tags: { activation: 'gaussian', complexity: 'kernel' },
  parameters: { width: { default: 1, doc: 'standard deviation of the Gaussian', min: 1e-6, trainable: true } },
  state: { y: { unit: '1', initial: 0, doc: 'output, 0 to 1' } },
  ports: { distance: { unit: '1', doc: 'squared distance of the input from the centre' } },
  equations: `
    wide = max(width, 1e-6)
    y' = exp(-distance / (2 * wide * wide))
  `,
});
