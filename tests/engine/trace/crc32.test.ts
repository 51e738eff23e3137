import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../engine/trace/crc32.ts';

describe('crc32', () => {
  it('gives the check value of the catalogue for 123456789', () => {
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
  });

  it('gives 0 for nothing and differs by one bit anywhere', () => {
    expect(crc32(new Uint8Array(0))).toBe(0);
    const plain = new Uint8Array(23);
    const sums = new Set([crc32(plain)]);
    for (let bit = 0; bit < 23 * 8; bit++) {
      const flipped = plain.slice();
      flipped[bit >> 3] = 1 << (bit & 7);
      sums.add(crc32(flipped));
    }
    expect(sums.size).toBe(1 + 23 * 8);
  });
});
