/** Error function. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { reduceByLn2, reducedExpm1 } from './exponential-core.ts';
import { odd } from './odd.ts';
import { polynomial } from './polynomial.ts';

/** From here on it is 1. */
const largest = 5.93;

/**
 * -log(1 - erf a) = a + a P(a / (a + 6)): one analytic function from 0 to the largest argument. Minimax by Remez exchange at
 * 50 digits, weighted so that erf is off by less than 2^-56 of itself.
 */
const offset = 6;
const coefficients = [
  0.12837916709551256, 3.8197186342055174, 7.519532353063281, 7.0876015199448394, 2.252809709816083, 5.933746949034793,
  16.705600090292187, -1.4828009806994167, -24.14044499684373, 54.983191051811694, 64.96855906572861, -128.35411641703487,
  -579.6349809442954, 2844.411455848288, -5707.601334560427, 6598.49466325998, -4319.625472056566, 1291.6414328613039,
];

export function buildErf(b: ProgramBuilder, x: Id): Id {
  const a = b.binary('min', b.constant(largest), b.unary('abs', x));
  const t = b.div(a, b.add(a, b.constant(offset)));
  const beyond = b.mul(a, polynomial(b, t, coefficients));
  const exponent = b.add(a, beyond);
  // erf a = 1 - e^-(exponent + lost).
  const lost = b.add(b.sub(a, exponent), beyond);
  const reduction = reduceByLn2(b, b.unary('neg', exponent));
  const { k } = reduction;
  const reduced = reducedExpm1(b, reduction, b.unary('neg', lost));
  const unit = b.unary('pow2', b.unary('neg', k));
  return odd(b, x, b.mul(b.sub(b.sub(unit, b.constant(1)), reduced), b.unary('pow2', k)));
}
