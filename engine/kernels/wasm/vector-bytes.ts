/** The 16 bytes of a vector in which every lane holds the same number. */
import type { Precision } from './binding.ts';

/** `value` in each cell of a vector, rounded to the precision. */
export function repeatBytes(value: number, precision: Precision): readonly number[] {
  const lanes = precision === 'float64' ? Float64Array.of(value, value) : Float32Array.of(value, value, value, value);
  return [...new Uint8Array(lanes.buffer)];
}

/** The four uint32 as the lanes of a vector. */
export function wordBytes(...words: readonly [number, number, number, number]): readonly number[] {
  return [...new Uint8Array(Uint32Array.from(words).buffer)];
}
