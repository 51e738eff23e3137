/**
 * The inverse of the normal distribution that normal() draws by: operation for operation engine/normal-quantile.ts (AS 241), so that
 * both give the same bits. All three of its ranges are computed and one is chosen before the last division; the central range, which has
 * 85 % of all draws, is a program of its own too, for kernels that go on only where a draw lies outside.
 * Not a function of the language: its argument must lie strictly between 0 and 1.
 */
import { central, farTail, type Rational, tail } from '../../normal-quantile.ts';
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';

export const centralHalfWidth = 0.425;

/** Natural logarithm by the series of 2 atanh((m - 1) / (m + 1)), p = m / 2^halvings with m in [sqrt(1/2), sqrt(2)). */
function logarithm(b: ProgramBuilder, p: Id): Id {
  const one = b.constant(1);
  const whole = b.unary('mantissa', p);
  const half = b.mul(whole, b.constant(0.5));
  const lower = b.compare('lt', half, b.constant(Math.SQRT1_2));
  const m = b.select(lower, whole, half);
  const power = b.add(b.unary('exponent', p), b.select(lower, b.constant(0), one));
  const s = b.div(b.sub(m, one), b.add(m, one));
  const square = b.mul(s, s);
  let series = b.constant(1 / 21);
  for (let odd = 19; odd >= 1; odd -= 2) series = b.add(b.mul(series, square), b.constant(1 / odd));
  return b.add(b.mul(b.mul(b.constant(2), s), series), b.mul(power, b.constant(Math.LN2)));
}

function horner(b: ProgramBuilder, coefficients: readonly number[], x: Id): Id {
  return coefficients.slice(0, -1).reduceRight((sum, c) => b.add(b.mul(sum, x), b.constant(c)), b.constant(coefficients.at(-1)!));
}

/** Numerator and denominator at x. */
function evaluate(b: ProgramBuilder, { numerator, denominator }: Rational, x: Id): readonly [Id, Id] {
  return [horner(b, numerator, x), horner(b, denominator, x)];
}

/** The quantile where |p - 1/2| <= centralHalfWidth, with the bits of the whole one. */
export function buildCentralQuantile(b: ProgramBuilder, p: Id): Id {
  const q = b.sub(p, b.constant(0.5));
  const [above, below] = evaluate(b, central, b.sub(b.constant(0.180625), b.mul(q, q)));
  return b.mul(q, b.div(above, below));
}

export function buildNormalQuantile(b: ProgramBuilder, p: Id): Id {
  const q = b.sub(p, b.constant(0.5));
  const isCentral = b.compare('le', b.unary('abs', q), b.constant(centralHalfWidth));
  const negative = b.compare('lt', q, b.constant(0));
  const r = b.unary('sqrt', b.unary('neg', logarithm(b, b.select(negative, p, b.sub(b.constant(1), p)))));
  const isTail = b.compare('le', r, b.constant(5));
  const inner = evaluate(b, central, b.sub(b.constant(0.180625), b.mul(q, q)));
  const middle = evaluate(b, tail, b.sub(r, b.constant(1.6)));
  const outer = evaluate(b, farTail, b.sub(r, b.constant(5)));
  const [above, below] = [0, 1].map((part) => b.select(isCentral, inner[part]!, b.select(isTail, middle[part]!, outer[part]!)));
  const ratio = b.div(above!, below!);
  return b.select(isCentral, b.mul(q, ratio), b.select(negative, b.unary('neg', ratio), ratio));
}
