/** Natural logarithm. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { logarithm, outsideLogarithm, splitExponent } from './logarithm-core.ts';

const smallestNormal = 2.2250738585072014e-308;
const twoTo54 = 18014398509481984;

/** Brings a subnormal into the normal range: `u` and how much to add to its exponent. */
export function normalised(b: ProgramBuilder, x: Id): { u: Id; shift: Id } {
  const subnormal = b.compare('lt', x, b.constant(smallestNormal));
  return {
    u: b.select(subnormal, b.mul(x, b.constant(twoTo54)), x),
    shift: b.select(subnormal, b.constant(-54), b.constant(0)),
  };
}

export function buildLog(b: ProgramBuilder, x: Id): Id {
  const { u, shift } = normalised(b, x);
  const { exponent, mantissa } = splitExponent(b, u);
  return outsideLogarithm(b, x, logarithm(b, { exponent: b.add(exponent, shift), mantissa }, null));
}
