/**
 * Memory slot: one number of a row of an external memory. A write head that looks at the row with weight w erases the share w erase of it, then
 * adds w add: m = m (1 - w erase) + w add. Where w is 0 it keeps its number to the bit.
 */
import { defineCell } from '../../engine/index.ts';

export const memorySlot = defineCell({
  name: 'memorySlot',
  source: 'Graves, Wayne & Danihelka 2014, arXiv:1410.5401, equations 3 and 4',
  tags: { activation: 'linear', complexity: 'memory', gates: ['weighting', 'erase'] },
  state: { m: { unit: '1', initial: 1e-6, doc: 'what it holds' } },
  ports: {
    weighting: { unit: '1', doc: 'how much the write head looks at the row, 0 to 1' },
    erase: { unit: '1', doc: 'how much of this place the head erases, 0 to 1' },
    add: { unit: '1', doc: 'what the head adds at this place' },
  },
  equations: "m' = m * (1 - weighting * erase) + weighting * add",
});
