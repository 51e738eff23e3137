/** Powers as kernel operations. */
import type { StagedBuilder, Value } from './hoist.ts';

/** Largest whole exponent that is multiplied out. */
const LARGEST = 64;

/**
 * base^n for a whole n >= 1 by squaring: bits of n from the lowest; result = result * square, then square = square * square.
 * So x^3 = x * (x * x), x^5 = x * ((x * x) * (x * x)).
 */
function wholePower(builder: StagedBuilder, base: Value, exponent: number): Value {
  let result: Value | null = null;
  let square = base;
  for (let bits = exponent; ; square = builder.mul(square, square)) {
    if (bits % 2 === 1) result = result === null ? square : builder.mul(result, square);
    bits = Math.floor(bits / 2);
    if (bits === 0) return result!;
  }
}

/** Whole exponents to 64 by multiplication (negative ones with one division at the end), 0.5 by sqrt, all others by the function pow. */
export function power(builder: StagedBuilder, base: Value, exponent: Value): Value {
  const constant = builder.constantOf(exponent);
  if (constant === 0) return builder.constant(1);
  if (constant === 0.5) return builder.unary('sqrt', base);
  if (constant === null || !Number.isInteger(constant) || Math.abs(constant) > LARGEST)
    return builder.call('pow', base, exponent);
  const positive = wholePower(builder, base, Math.abs(constant));
  return constant > 0 ? positive : builder.div(builder.constant(1), positive);
}
