/** Hyperbolic tangent. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { beyondLinear, reduceByLn2 } from './exponential-core.ts';
import { odd } from './odd.ts';
import { polynomial } from './polynomial.ts';

/** Below, a rational function is exact to the last place; above, the exponential is. */
const threshold = 0.55;
/** From here on it is 1. */
const largest = 22;

/** tanh a = a + a z P(z) / Q(z), z = a^2, a <= 0.56: minimax by Remez exchange at 50 digits, off by less than 2^-62. */
const numerator = [-1613.5041435784551, -99.23039848456672, -0.9643766860422843];
const denominator = [4840.512430735365, 2233.8961677478223, 112.74958456251927, 1];

export function buildTanh(b: ProgramBuilder, x: Id): Id {
  const one = b.constant(1);
  const a = b.binary('min', b.constant(largest), b.unary('abs', x));
  const z = b.mul(a, a);
  const small = b.compare('lt', a, b.constant(threshold));
  // Either way a base and a fraction: a + a z P / Q, or 1 - 2 / (e^(2a) + 1).
  const above = b.select(small, b.mul(a, b.mul(z, polynomial(b, z, numerator))), b.constant(-2));
  const below = b.select(small, polynomial(b, z, denominator), b.add(exponential(b, b.add(a, a)), one));
  return odd(b, x, b.add(b.select(small, a, one), b.div(above, below)));
}

/** e^x for 0 <= x <= 44. */
function exponential(b: ProgramBuilder, x: Id): Id {
  const { k, high, low } = reduceByLn2(b, x);
  const r = b.sub(high, low);
  return b.mul(b.add(b.constant(1), b.add(r, beyondLinear(b, r))), b.unary('pow2', k));
}
