/** Cosine, for |x| <= 1e5; NaN beyond. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { sineAndCosine, withinRange } from './sine-core.ts';

export function buildCos(b: ProgramBuilder, x: Id): Id {
  const { k, sine, cosine } = sineAndCosine(b, x);
  // Negative for k = 1 and 2 (mod 4): for odd floor((k + 1) / 2).
  const half = b.mul(b.add(k, b.constant(1)), b.constant(0.5));
  const turns = b.unary('floor', half);
  const odd = b.compare('eq', half, turns);
  const quarter = b.mul(turns, b.constant(0.5));
  const positive = b.compare('eq', quarter, b.unary('floor', quarter));
  const size = b.select(odd, sine, cosine);
  return withinRange(b, x, b.select(positive, size, b.unary('neg', size)));
}
