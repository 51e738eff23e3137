/** What sin and cos share: x = k pi/2 + r, then the sine and cosine of r. Knows nothing of quadrants. */
import type { ProgramBuilder } from '../builder.ts';
import type { Id } from '../ir.ts';
import { polynomial } from './polynomial.ts';

/** Beyond this, the product of k and pi/2 would no longer be exact: the result is NaN. */
const largest = 1e5;
const twoOverPi = 0.6366197723675814;
/** pi/2 in three parts; the first two have 36 bits, so that their products with k < 2^17 are exact (Cody and Waite 1980). */
const halfPi = [1.5707963267923333, 2.5633441515839558e-12, 1.0562999066987428e-23] as const;

/** sin r = r + r z S(z) and cos r = 1 - z/2 + z^2 C(z), z = r^2, |r| <= pi/4: minimax by Remez exchange at 50 digits, off by less than 2^-57. */
const sineCoefficients = [
  -0.16666666666666632, 0.008333333333322413, -0.00019841269829804138, 2.755731368972968e-6, -2.5050757645382787e-8,
  1.5896762069795418e-10,
];
const cosineCoefficients = [
  0.0416666666666666, -0.0013888888888874107, 2.4801587289469892e-5, -2.7557314348408324e-7, 2.0875722697806297e-9,
  -1.1359616159286463e-11,
];

export interface Angle {
  /** Nearest integer to x / (pi/2). */
  readonly k: Id;
  readonly sine: Id;
  readonly cosine: Id;
}

export function sineAndCosine(b: ProgramBuilder, x: Id): Angle {
  const k = b.unary('nearest', b.mul(x, b.constant(twoOverPi)));
  const first = b.sub(x, b.mul(k, b.constant(halfPi[0])));
  const second = b.mul(k, b.constant(halfPi[1]));
  const difference = b.sub(first, second);
  // Exact: where `first` is smaller than `second`, the difference itself is.
  const rounding = b.sub(b.sub(first, difference), second);
  const low = b.sub(rounding, b.mul(k, b.constant(halfPi[2])));
  const r = b.add(difference, low);
  return { k, ...reduced(b, r, b.add(b.sub(difference, r), low)) };
}

/** Sine and cosine of r + lost. */
function reduced(b: ProgramBuilder, r: Id, lost: Id): { sine: Id; cosine: Id } {
  const one = b.constant(1);
  const z = b.mul(r, r);
  const half = b.mul(z, b.constant(0.5));
  const parabola = b.sub(one, half);
  const cubic = b.mul(b.mul(z, r), polynomial(b, z, sineCoefficients));
  const quartic = b.mul(b.mul(z, z), polynomial(b, z, cosineCoefficients));
  const parabolaLost = b.sub(b.sub(one, parabola), half);
  return {
    sine: b.add(r, b.add(cubic, b.mul(lost, parabola))),
    cosine: b.add(parabola, b.add(parabolaLost, b.sub(quartic, b.mul(r, lost)))),
  };
}

/** `y` where |x| <= 1e5, else NaN. */
export function withinRange(b: ProgramBuilder, x: Id, y: Id): Id {
  return b.select(b.compare('le', b.unary('abs', x), b.constant(largest)), y, b.constant(Number.NaN));
}
