/** Chi-square tests at the level 0.001. Tests are seeded, so they pass always or never. */

/** Sum of (found - expected)^2 / expected. */
export function chiSquare(found: ArrayLike<number>, expected: (k: number) => number): number {
  return Array.from(found).reduce((sum, count, k) => sum + (count - expected(k)) ** 2 / expected(k), 0);
}

/** The 0.999 quantile for n degrees of freedom, by Wilson & Hilferty 1931; within 1 % for n >= 3. */
export function chiSquareLimit(n: number): number {
  const z = 3.0902;
  return n * (1 - 2 / (9 * n) + z * Math.sqrt(2 / (9 * n))) ** 3;
}

/** Standardised deviation above which a normal number lies, on either side, with probability 0.001. */
export const normalLimit = 3.2905;
