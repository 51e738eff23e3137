/** x^y over its whole range, special values as in IEEE 754-2019 (so 1^y = x^0 = 1, even of NaN). */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { upperHalf } from './double-double.ts';
import { reducedExpm1, scaleByPowerOfTwo } from './exponential-core.ts';
import { normalised } from './log.ts';
import { splitExponent } from './logarithm-core.ts';
import { polynomial } from './polynomial.ts';

/** A number as an unevaluated sum; `high` has 26 bits, so that its product with another such is exact. */
interface Pair {
  readonly high: Id;
  readonly low: Id;
}

/** 2 / (3 ln 2) and ln 2: the upper 26 bits, the rest, and the whole. */
const twoThirdsLog2e = [0.9617967009544373, -7.028461650952758e-9, 0.9617966939259756] as const;
const ln2 = [0.6931471824645996, -1.904654299957768e-9, 0.6931471805599453] as const;

/** 2^66. */
const largest = 73786976294838206464;

/**
 * G in log((1 + s) / (1 - s)) = 2/3 s (3 + z + z^2 G(z)), z = s^2, |s| <= 0.1716: minimax by Remez exchange at 50 digits,
 * off by less than 2^-66.
 */
const coefficients = [
  0.6000000000000341, 0.4285714285513988, 0.3333333378174441, 0.27272676374923377, 0.23080144618092008, 0.19885015133682293,
  0.19796544141210398,
];

/** (a + b) + c as a pair, where c is the small remainder and a + b is exact in what the upper half keeps. */
function gather(b: ProgramBuilder, a: Id, remainder: Id): Pair {
  const high = upperHalf(b, b.add(a, remainder));
  return { high, low: b.sub(remainder, b.sub(high, a)) };
}

/** s = (m - 1) / (m + 1) as a pair, and rounded. */
function ratio(b: ProgramBuilder, mantissa: Id): Pair & { rounded: Id } {
  const one = b.constant(1);
  const f = b.sub(mantissa, one);
  const divisor = b.add(mantissa, one);
  const inverse = b.div(one, divisor);
  const rounded = b.mul(f, inverse);
  const high = upperHalf(b, rounded);
  const divisorHigh = upperHalf(b, divisor);
  const divisorLow = b.sub(mantissa, b.sub(divisorHigh, one));
  const rest = b.sub(b.sub(f, b.mul(high, divisorHigh)), b.mul(high, divisorLow));
  return { high, low: b.mul(inverse, rest), rounded };
}

/** log2 of a positive finite number, to about 2^-66 of itself. */
function log2(b: ProgramBuilder, x: Id): Pair {
  const { u, shift } = normalised(b, x);
  const split = splitExponent(b, u);
  const exponent = b.add(split.exponent, shift);
  const s = ratio(b, split.mantissa);
  const z = b.mul(s.rounded, s.rounded);
  const square = b.mul(s.high, s.high);
  const squareRest = b.mul(s.low, b.add(s.high, s.rounded));
  const series = b.add(b.mul(b.mul(z, z), polynomial(b, z, coefficients)), squareRest);
  // 3 + z + z^2 G(z), and its product with s.
  const three = b.constant(3);
  const factorHigh = upperHalf(b, b.add(b.add(three, square), series));
  const factorLow = b.sub(series, b.sub(b.sub(factorHigh, three), square));
  const product = gather(b, b.mul(s.high, factorHigh), b.add(b.mul(s.low, factorHigh), b.mul(factorLow, s.rounded)));
  // To base 2, and the exponent on top.
  const fraction = b.mul(product.high, b.constant(twoThirdsLog2e[0]));
  const rest = b.add(b.mul(product.high, b.constant(twoThirdsLog2e[1])), b.mul(product.low, b.constant(twoThirdsLog2e[2])));
  const high = upperHalf(b, b.add(b.add(fraction, rest), exponent));
  return { high, low: b.sub(rest, b.sub(b.sub(high, exponent), fraction)) };
}

/** 2^(high + low); the product of two upper halves in `high`. */
function exp2(b: ProgramBuilder, { high, low }: Pair): Id {
  const sum = b.add(high, low);
  // Beyond these it is 0 or infinity anyway. The constants stand first, so that a NaN passes through.
  const bounded = b.binary('max', b.constant(-1080), b.binary('min', b.constant(1030), sum));
  const inside = b.compare('eq', bounded, sum);
  const k = b.unary('nearest', bounded);
  const start = b.sub(b.select(inside, high, bounded), k);
  const r = gather(b, start, b.select(inside, low, b.constant(0)));
  const main = b.mul(r.high, b.constant(ln2[0]));
  const rest = b.add(b.mul(r.low, b.constant(ln2[2])), b.mul(r.high, b.constant(ln2[1])));
  const reduced = reducedExpm1(b, { k, high: main, low: b.unary('neg', rest) }, null);
  return scaleByPowerOfTwo(b, b.add(b.constant(1), reduced), k);
}

/** |x|^y for 0 < |x| < infinity. */
function powerOfFinite(b: ProgramBuilder, size: Id, y: Id): Id {
  // A larger exponent gives 0 or infinity for every base but 1, and is even; an infinite one could not be split.
  const bounded = b.binary('max', b.constant(-largest), b.binary('min', b.constant(largest), y));
  const { high, low } = log2(b, size);
  const upper = upperHalf(b, bounded);
  const lower = b.sub(bounded, upper);
  return exp2(b, { high: b.mul(upper, high), low: b.add(b.mul(lower, high), b.mul(bounded, low)) });
}

export function buildPow(b: ProgramBuilder, x: Id, y: Id): Id {
  const zero = b.constant(0);
  const one = b.constant(1);
  const size = b.unary('abs', x);
  const inverse = b.div(one, x);
  const finite = b.logic('and', b.compare('lt', zero, size), b.compare('lt', size, b.constant(Infinity)));
  const known = b.compare('eq', y, y);
  // 0 and infinity to the power of y; a NaN in x comes through here too, one in y through the other.
  const extreme = b.select(b.compare('lt', y, zero), b.unary('abs', inverse), size);
  const magnitude = b.select(b.logic('and', known, b.not(finite)), extreme, powerOfFinite(b, size, y));
  const integer = b.compare('eq', b.unary('floor', y), y);
  const half = b.mul(y, b.constant(0.5));
  const odd = b.logic('and', integer, b.not(b.compare('eq', b.unary('floor', half), half)));
  // The sum with the inverse tells -0 from 0.
  const negative = b.compare('lt', b.add(x, inverse), zero);
  const signed = b.select(b.logic('and', negative, odd), b.unary('neg', magnitude), magnitude);
  const undefinedRoot = b.logic('and', b.logic('and', negative, finite), b.not(integer));
  const real = b.select(undefinedRoot, b.constant(Number.NaN), signed);
  return b.select(b.logic('or', b.compare('eq', y, zero), b.compare('eq', x, one)), one, real);
}
