/** Products without rounding, by halves of a number (Dekker 1971). Knows no function. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';

/** 2^27 + 1 (Veltkamp). */
const splitter = 134217729;

/** The upper 26 bits of a, rounded: the product of two such is exact. |a| below 2^996. */
export function upperHalf(b: ProgramBuilder, a: Id): Id {
  const scaled = b.mul(a, b.constant(splitter));
  return b.sub(scaled, b.sub(scaled, a));
}
