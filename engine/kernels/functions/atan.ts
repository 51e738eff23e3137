/** Arctangent. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { odd } from './odd.ts';
import { polynomial } from './polynomial.ts';

/** tan(pi/8) and tan(3 pi/8): from here on the angle is counted from pi/4, and from pi/2. */
const lower = 0.41421356237309503;
const upper = 2.414213562373095;
const quarterPi = [0.7853981633974483, 3.061616997868383e-17] as const;
const halfPi = [1.5707963267948966, 6.123233995736766e-17] as const;

/** atan t = t + t z P(z), z = t^2, |t| <= tan(pi/8): minimax by Remez exchange at 50 digits, off by less than 2^-59. */
const coefficients = [
  -0.333333333333332, 0.19999999999953663, -0.14285714280204162, 0.11111110783820638, -0.09090897767238643, 0.0769206036436545,
  -0.06663105482516199, 0.05847897571463849, -0.05039331570533627, 0.03806497216915074, -0.017907361018655192,
];

export function buildAtan(b: ProgramBuilder, x: Id): Id {
  const zero = b.constant(0);
  const one = b.constant(1);
  const a = b.unary('abs', x);
  const middle = b.compare('lt', b.constant(lower), a);
  const far = b.compare('lt', b.constant(upper), a);
  const choose = (farther: Id, between: Id, near: Id): Id => b.select(far, farther, b.select(middle, between, near));
  // atan a = pi/2 + atan(-1 / a) = pi/4 + atan((a - 1) / (a + 1)).
  const t = b.div(choose(b.constant(-1), b.sub(a, one), a), choose(a, b.add(a, one), one));
  const base = choose(b.constant(halfPi[0]), b.constant(quarterPi[0]), zero);
  const baseLow = choose(b.constant(halfPi[1]), b.constant(quarterPi[1]), zero);
  const z = b.mul(t, t);
  const beyond = b.mul(t, b.mul(z, polynomial(b, z, coefficients)));
  return odd(b, x, b.add(base, b.add(t, b.add(beyond, baseLow))));
}
