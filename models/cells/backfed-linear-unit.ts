/**
 * Backfed input unit of values: what the network feeds it; while `clamp` is above 0 what the world says. One update of it after the
 * other is how a continuous memory recalls.
 */
import { defineCell } from '../../engine/index.ts';

export const backfedLinearUnit = defineCell({
  name: 'backfedLinearUnit',
  source: 'Ramsauer et al. 2021, ICLR, arXiv:2008.02217 (state of a modern Hopfield network)',
  tags: { activation: 'linear', function: ['input'], gates: ['clamp'] },
  state: { y: { unit: '1', initial: 0, doc: 'what it was told or fed' } },
  ports: {
    input: { unit: '1', doc: 'what the network says' },
    world: { unit: '1', doc: 'what the world says' },
    clamp: { unit: '1', doc: 'above 0 where the world holds it' },
  },
  equations: "y' = where(clamp > 0, world, input)",
});
