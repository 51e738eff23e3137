/** e^x - 1, exact near 0. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { reduceByLn2, reducedExpm1, scaleByPowerOfTwo } from './exponential-core.ts';

export function buildExpm1(b: ProgramBuilder, x: Id): Id {
  // Below -40 the result is -1; above 710 it is infinity.
  const bounded = b.binary('max', b.constant(-40), b.binary('min', b.constant(710), x));
  const reduction = reduceByLn2(b, bounded);
  const { k } = reduction;
  // 2^k (e^r - 1) + (2^k - 1), divided by 2^k so that nothing overflows early.
  const unit = b.unary('pow2', b.binary('max', b.constant(-1000), b.unary('neg', k)));
  const y = scaleByPowerOfTwo(b, b.add(reducedExpm1(b, reduction, null), b.sub(b.constant(1), unit)), k);
  // Keeps the sign of a zero.
  return b.select(b.compare('eq', x, b.constant(0)), x, y);
}
