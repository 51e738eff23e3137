/** Sine, for |x| <= 1e5; NaN beyond. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { sineAndCosine, withinRange } from './sine-core.ts';

export function buildSin(b: ProgramBuilder, x: Id): Id {
  const { k, sine, cosine } = sineAndCosine(b, x);
  const half = b.mul(k, b.constant(0.5));
  const turns = b.unary('floor', half);
  const even = b.compare('eq', half, turns);
  const quarter = b.mul(turns, b.constant(0.5));
  const positive = b.compare('eq', quarter, b.unary('floor', quarter));
  const size = b.select(even, sine, cosine);
  const y = b.select(positive, size, b.unary('neg', size));
  // Keeps the sign of a zero.
  return withinRange(b, x, b.select(b.compare('eq', x, b.constant(0)), x, y));
}
