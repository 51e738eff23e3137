/** A colour between two others. */
import type { Colour } from './picture.ts';

/** `share` 0 is the first, 1 the second. */
export function mixed(a: Colour, b: Colour, share: number): Colour {
  const part = (shift: number): number => {
    const from = (a >> shift) & 255;
    return Math.round(from + (((b >> shift) & 255) - from) * share) << shift;
  };
  return part(16) | part(8) | part(0);
}
