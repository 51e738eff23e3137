/**
 * Backfed input unit: the world sets it once, or as long as it clamps it; from then on the network feeds it. Where `clamp` is above 0 it is
 * what the world says; else 1 where input + bias is above 0, -1 where it is below, and at 0 what it was.
 */
import { defineCell } from '../../engine/index.ts';

export const backfedUnit = defineCell({
  name: 'backfedUnit',
  source: 'Hopfield 1982, PNAS 79:2554; van Veen & Leijnen 2019, The Neural Network Zoo, Asimov Institute (backfed input cell)',
  tags: { activation: 'threshold', function: ['input'], gates: ['clamp'] },
  parameters: { bias: { default: 0, doc: 'added to the input', trainable: true } },
  state: { s: { unit: '1', initial: -1, doc: '1 or -1' } },
  ports: {
    input: { unit: '1', doc: 'weighted sum of the states of others' },
    world: { unit: '1', doc: 'what the world says' },
    clamp: { unit: '1', doc: 'above 0 where the world holds it' },
  },
  equations: `
    z = input + bias
    free = where(z > 0, 1, where(z < 0, -1, s))
    s' = where(clamp > 0, world, free)
  `,
});
