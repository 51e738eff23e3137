/** Odd functions from their values at |x|. Knows no function. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';

/** `y` = f(|x|) with the sign of x; a zero keeps its own. */
export function odd(b: ProgramBuilder, x: Id, y: Id): Id {
  const zero = b.constant(0);
  const signed = b.select(b.compare('lt', x, zero), b.unary('neg', y), y);
  return b.select(b.compare('eq', x, zero), x, signed);
}
