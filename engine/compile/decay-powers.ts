/** The powers of a decay per step, for as many steps as a scale is kept. Knows no trace. */

const longest = 256;
/** Quotients by the scale stay far from overflow, and their relative error at one rounding, in float32 too. */
const smallest = 2 ** -24;

/** 1, d, ..., d^K rounded by `round`; K = 1 where d is no slow decay, so that each step multiplies. */
export function decayPowers(decay: number, round: (value: number) => number): Float64Array {
  const powers = [1];
  for (let power = decay; powers.length <= longest && power >= smallest && power < 1; power *= decay) powers.push(power);
  if (powers.length < 2) powers.push(decay);
  return Float64Array.from(powers, round);
}
