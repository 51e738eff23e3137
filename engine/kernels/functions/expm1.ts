/** e^x - 1, exact near 0. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { reduceByLn2, reducedExpm1 } from './exponential-core.ts';

/** Below this the result is x: the next term, x^2 / 2, is less than half a unit of the last place. */
const tiny = 2 ** -54;

export function buildExpm1(b: ProgramBuilder, x: Id): Id {
  // Below -40 the result is -1; above 710 it is infinity.
  const bounded = b.binary('max', b.constant(-40), b.binary('min', b.constant(710), x));
  const reduction = reduceByLn2(b, bounded);
  // 2^k (e^r - 1) + (2^k - 1), with half of 2^k, which does not overflow at k = 1024, and then doubled: both are exact.
  const half = b.unary('pow2', b.sub(reduction.k, b.constant(1)));
  const sum = b.add(b.mul(half, reducedExpm1(b, reduction, null)), b.sub(half, b.constant(0.5)));
  // Keeps the sign of a zero, and what a half would lose below 2^-1022.
  return b.select(b.compare('lt', b.unary('abs', x), b.constant(tiny)), x, b.add(sum, sum));
}
