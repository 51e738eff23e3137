/**
 * Operations on the bits of a float64 that JavaScript lacks, exactly as the emitted kernels do them, garbage in, garbage out.
 * Assumes a little-endian machine, as WebAssembly memory does: word 0 is the lower half. Knows no instruction.
 */

const number = new Float64Array(1);
const words = new Uint32Array(number.buffer);
const twoTo52 = 4503599627370496;

/** 2^a for an integer a in [-1022, 1023]: the biased exponent stands in the lowest bits of 2^52 + 1023 + a. */
export function powerOfTwo(a: number): number {
  number[0] = a + (twoTo52 + 1023);
  words[1] = words[0]! << 20;
  words[0] = 0;
  return number[0]!;
}

/** Unbiased exponent of a normal positive number. */
export function exponentOf(a: number): number {
  number[0] = a;
  return (words[1]! >>> 20) - 1023;
}

/** A normal positive number scaled by a power of two into [1, 2). */
export function mantissaOf(a: number): number {
  number[0] = a;
  words[1] = (words[1]! & 0x000fffff) | 0x3ff00000;
  return number[0]!;
}

/** Nearest integer, halves to the even one; keeps the sign of what becomes 0. */
export function nearestInteger(a: number): number {
  const size = Math.abs(a);
  // From 2^52 on there are only integers (and a NaN stays one).
  if (!(size < twoTo52) || a === 0) return a;
  const rounded = size + twoTo52 - twoTo52;
  return a < 0 ? -rounded : rounded;
}
