/**
 * Overlap unit: how much what it is sent is like its weights, both of squared length `norm`: m = 1 - |x - w|^2 / (2 norm), 1 where they are the
 * same, 0 at right angles, -1 where they are opposite. Of patterns of 1 and -1 the norm is the number of cells.
 */
import { defineCell } from '../../engine/index.ts';

export const overlapUnit = defineCell({
  name: 'overlapUnit',
  source: 'Amit, Gutfreund & Sompolinsky 1985, Phys Rev Lett 55:1530',
  tags: { activation: 'linear', complexity: 'kernel' },
  parameters: { norm: { default: 1, doc: 'squared length of what is compared', above: 0 } },
  state: { m: { unit: '1', initial: 0, doc: 'overlap' } },
  ports: { distance: { unit: '1', doc: 'squared distance of what it is sent from its weights' } },
  equations: "m' = 1 - distance / (2 * norm)",
});
