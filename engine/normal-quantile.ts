/**
 * Inverse of the normal cumulative distribution: routine PPND16 of algorithm AS 241 (Wichura 1988, Applied Statistics 37:477),
 * relative error about 1e-16 in exact arithmetic. Knows no random numbers and no kernels: its logarithm is its own, because Math.log
 * differs between JavaScript engines and a description may not depend on the kernels. The kernels' normal() does the same operations
 * (kernels/functions/normal-quantile.ts; a test compares the bits).
 */

type Coefficients = readonly [number, number, number, number, number, number, number, number];

export interface Rational {
  /** Ascending powers. */
  readonly numerator: Coefficients;
  readonly denominator: Coefficients;
}

export const central: Rational = {
  numerator: [
    3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125, 45921.953931549871457,
    67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
  ],
  denominator: [
    1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867, 39307.89580009271061,
    28729.085735721942674, 5226.495278852854561,
  ],
};

export const tail: Rational = {
  numerator: [
    1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504, 1.27045825245236838258,
    0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
  ],
  denominator: [
    1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459, 0.0151986665636164571966,
    5.475938084995344946e-4, 1.05075007164441684324e-9,
  ],
};

export const farTail: Rational = {
  numerator: [
    6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123, 0.026532189526576123093,
    0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
  ],
  denominator: [
    1, 0.59983220655588793769, 0.1369298809227358053, 0.0148753612908506148525, 7.868691311456132591e-4, 1.8463183175100546818e-5,
    1.4215117583164458887e-7, 2.04426310338993978564e-15,
  ],
};

/** The x below which a standard normal number lies with probability p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * evaluate(central, 0.180625 - q * q);
  const r = Math.sqrt(-logarithm(q < 0 ? p : 1 - p));
  const x = r <= 5 ? evaluate(tail, r - 1.6) : evaluate(farTail, r - 5);
  return q < 0 ? -x : x;
}

/**
 * Natural logarithm of p in (0, 0.1): p = m / 2^halvings with m in [1/sqrt(2), sqrt(2)), and log m = 2 atanh((m - 1) / (m + 1)) by
 * its series; what is left out is below 2^-60 of the sum. The two parts cannot cancel: |log m| < 0.35, the other is above 2.
 */
function logarithm(p: number): number {
  let m = p;
  let halvings = 0;
  for (; m < Math.SQRT1_2; m *= 2) halvings++;
  const s = (m - 1) / (m + 1);
  const square = s * s;
  let series = 0;
  for (let power = 21; power >= 1; power -= 2) series = series * square + 1 / power;
  return 2 * s * series - halvings * Math.LN2;
}

function evaluate({ numerator, denominator }: Rational, x: number): number {
  return horner(numerator, x) / horner(denominator, x);
}

function horner([c0, c1, c2, c3, c4, c5, c6, c7]: Coefficients, x: number): number {
  return ((((((c7 * x + c6) * x + c5) * x + c4) * x + c3) * x + c2) * x + c1) * x + c0;
}
