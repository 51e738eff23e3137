import { describe, expect, it } from 'vitest';
import { normalQuantile } from '../../engine/normal-quantile.ts';

// mpmath at 40 digits, of the double nearest to the written probability.
const known: readonly (readonly [number, number])[] = [
  [2 ** -53, -8.2095361516013868556],
  [1e-12, -7.0344838253011319326],
  [1e-6, -4.7534243088228989573],
  [0.001, -3.0902323061678135354],
  [0.01, -2.3263478740408410931],
  [0.05, -1.644853626951472688],
  [0.07, -1.4757910281791706856],
  [0.075, -1.4395314709384559349],
  [0.1, -1.2815515655446004353],
  [0.25, -0.6744897501960817432],
  [0.3, -0.52440051270804081597],
  [0.49, -0.025068908258711058033],
  [0.6, 0.25334710313579974132],
  [0.925, 1.4395314709384562291],
  [0.975, 1.9599639845400538556],
  [0.99, 2.3263478740408407676],
  [0.999999, 4.7534243088170877657],
];

describe('the normal quantile', () => {
  it.each(known)('at p = %d is %d to four units in the last place', (p, x) => {
    expect(Math.abs(normalQuantile(p) / x - 1)).toBeLessThan(4 * 2 ** -52);
  });

  it('is 0 at one half and odd about it', () => {
    expect(normalQuantile(0.5)).toBe(0);
    for (const p of [2 ** -30, 2 ** -10, 0.0625, 0.375]) expect(normalQuantile(1 - p)).toBe(-normalQuantile(p));
  });
});
