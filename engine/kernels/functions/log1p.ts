/** log(1 + x), exact near 0. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { logarithm, outsideLogarithm, splitExponent } from './logarithm-core.ts';

export function buildLog1p(b: ProgramBuilder, x: Id): Id {
  const one = b.constant(1);
  const u = b.add(one, x);
  // What the rounding of 1 + x lost, as a change of the logarithm.
  const correction = b.div(b.sub(x, b.sub(u, one)), u);
  const y = outsideLogarithm(b, u, logarithm(b, splitExponent(b, u), correction));
  // Keeps the sign of a zero.
  return b.select(b.compare('eq', x, b.constant(0)), x, y);
}
