/** e^x. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { beyondLinear, reduceByLn2, scaleByPowerOfTwo } from './exponential-core.ts';

export function buildExp(b: ProgramBuilder, x: Id): Id {
  // Beyond these it is 0 or infinity anyway. The constants stand first, so that a NaN passes through.
  const bounded = b.binary('max', b.constant(-746), b.binary('min', b.constant(710), x));
  const { k, high, low } = reduceByLn2(b, bounded);
  const r = b.sub(high, low);
  return scaleByPowerOfTwo(b, b.add(b.constant(1), b.add(r, beyondLinear(b, r))), k);
}
