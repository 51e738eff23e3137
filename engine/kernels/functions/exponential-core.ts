/** What exp, expm1, tanh, erf and pow share: x = k ln 2 + r, then e^r - 1. Knows nothing of special values. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { polynomial } from './polynomial.ts';

const log2e = 1.4426950408889634;
/** ln 2 in two parts; the first has 33 bits, so that its product with an integer below 2^20 is exact (Cody and Waite 1980). */
const ln2High = 0.6931471803691238;
const ln2Low = 1.9082149292705877e-10;

/**
 * P in r (e^r + 1) / (e^r - 1) = 2 + z P(z), z = r^2, |r| <= ln(2) / 2: minimax by Remez exchange at 50 digits,
 * weighted so that e^r - 1 is off by less than 2^-62.
 */
const coefficients = [
  0.16666666666666555, -0.0027777777776699718, 6.613756250806844e-5, -1.6533837728914458e-6, 4.136064384657388e-8,
];

export interface Reduced {
  /** Nearest integer to x / ln 2. */
  readonly k: Id;
  /** x - k ln 2, the first part exact: r = high - low. */
  readonly high: Id;
  readonly low: Id;
}

export function reduceByLn2(b: ProgramBuilder, x: Id): Reduced {
  const k = b.unary('nearest', b.mul(x, b.constant(log2e)));
  return { k, high: b.sub(x, b.mul(k, b.constant(ln2High))), low: b.mul(k, b.constant(ln2Low)) };
}

/** The part of e^r - 1 beyond r itself: r c / (2 - c) with c = r - z P(z). */
export function beyondLinear(b: ProgramBuilder, r: Id): Id {
  const z = b.mul(r, r);
  const c = b.sub(r, b.mul(z, polynomial(b, z, coefficients)));
  return b.div(b.mul(r, c), b.sub(b.constant(2), c));
}

/** e^(r + extra) - 1 of a reduced argument, where `extra` is below its last place; what rounding r loses is put back. */
export function reducedExpm1(b: ProgramBuilder, { high, low }: Reduced, extra: Id | null): Id {
  const r = b.sub(high, low);
  const lost = b.sub(b.sub(high, r), low);
  return b.add(r, b.add(beyondLinear(b, r), extra === null ? lost : b.add(lost, extra)));
}

/** y 2^k for an integer k in [-2000, 2000], in two exact steps and one rounding, so that results below 2^-1022 come out right. */
export function scaleByPowerOfTwo(b: ProgramBuilder, y: Id, k: Id): Id {
  const half = b.unary('floor', b.mul(k, b.constant(0.5)));
  return b.mul(b.mul(y, b.unary('pow2', half)), b.unary('pow2', b.sub(k, half)));
}
