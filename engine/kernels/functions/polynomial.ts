/** Polynomials in the kernel language. Knows no function. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';

/** c[0] + c[1] x + c[2] x^2 + ..., by Horner's rule; a leading 1 costs no multiplication. */
export function polynomial(b: ProgramBuilder, x: Id, coefficients: readonly number[]): Id {
  const leading = coefficients.at(-1)!;
  let sum: Id | null = leading === 1 ? null : b.constant(leading);
  for (const coefficient of coefficients.slice(0, -1).reverse()) {
    sum = b.add(sum === null ? x : b.mul(sum, x), b.constant(coefficient));
  }
  return sum ?? b.constant(leading);
}
