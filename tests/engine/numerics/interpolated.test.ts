import { expect, it } from 'vitest';
import { interpolated } from '../../../engine/numerics/interpolated.ts';

it('a cubic is interpolated without error, and a sine as exactly as is said', () => {
  const cubic = interpolated(
    (x) => x * x * x - 2 * x,
    (x) => 3 * x * x - 2,
    { low: -2, high: 2, step: 0.5 },
  );
  const sine = interpolated(Math.sin, Math.cos, { low: 0, high: 3, step: 0.1 });
  for (let x = 0; x <= 2; x += 0.017) {
    expect(cubic(-x)).toBeCloseTo(-x * x * x + 2 * x, 12);
    expect(Math.abs(sine(x) - Math.sin(x))).toBeLessThan(0.1 ** 4 / 384);
  }
  expect([cubic(-7), cubic(7)]).toEqual([cubic(-2), cubic(2)]);
});
