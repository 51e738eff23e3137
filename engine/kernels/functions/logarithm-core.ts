/** What log and log1p share: u = 2^e m with m in [sqrt(1/2), sqrt(2)], then the logarithm of both. Knows nothing of special values. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { polynomial } from './polynomial.ts';

const sqrt2 = 1.4142135623730951;
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/** Q in log((1 + s) / (1 - s)) = 2 s + s z Q(z), z = s^2, |s| <= 0.1716: minimax by Remez exchange at 50 digits, off by less than 2^-59. */
const coefficients = [
  0.6666666666666734, 0.3999999999941543, 0.28571428742241267, 0.2222219858529091, 0.1818356386444144, 0.15314058079955642,
  0.1479591513051071,
];

export interface Scaled {
  readonly exponent: Id;
  readonly mantissa: Id;
}

/** u = 2^exponent mantissa with the mantissa in [sqrt(1/2), sqrt(2)]; u positive and normal. */
export function splitExponent(b: ProgramBuilder, u: Id): Scaled {
  const mantissa = b.unary('mantissa', u);
  const upper = b.compare('lt', b.constant(sqrt2), mantissa);
  return {
    exponent: b.add(b.unary('exponent', u), b.select(upper, b.constant(1), b.constant(0))),
    mantissa: b.select(upper, b.mul(mantissa, b.constant(0.5)), mantissa),
  };
}

/** log(u) + correction, where the correction is small beside the logarithm. */
export function logarithm(b: ProgramBuilder, { exponent, mantissa }: Scaled, correction: Id | null): Id {
  const f = b.sub(mantissa, b.constant(1));
  const s = b.div(f, b.add(mantissa, b.constant(1)));
  const z = b.mul(s, s);
  const halfSquare = b.mul(b.mul(f, b.constant(0.5)), f);
  const beyond = b.mul(s, b.add(halfSquare, b.mul(z, polynomial(b, z, coefficients))));
  const low = b.mul(exponent, b.constant(ln2Low));
  const small = b.sub(halfSquare, b.add(beyond, correction === null ? low : b.add(low, correction)));
  return b.sub(b.mul(exponent, b.constant(ln2High)), b.sub(small, f));
}

/** `y` where 0 < u < infinity, and what a logarithm is elsewhere: -infinity at 0, NaN below, infinity and NaN kept. */
export function outsideLogarithm(b: ProgramBuilder, u: Id, y: Id): Id {
  const zero = b.constant(0);
  const notPositive = b.select(b.compare('eq', u, zero), b.constant(-Infinity), b.constant(Number.NaN));
  const finite = b.select(b.compare('lt', u, b.constant(Infinity)), y, u);
  return b.select(b.compare('lt', zero, u), finite, notPositive);
}
