/** How far which losses go back through time. */
import type { GradientLearner } from '../../training/index.ts';

/** Losses of times `from` to before `end`, back to time `down`. */
export interface BackwardPass {
  readonly from: number;
  readonly end: number;
  readonly down: number;
}

/**
 * One pass over all of an example; or, truncated, one every k1 steps with the losses since the last, k2 steps back (Williams & Peng 1990,
 * Neural Comput 2:490). With k1 = 1 each loss goes back by itself.
 */
export function passesOf({ unroll, truncate }: Pick<GradientLearner, 'unroll' | 'truncate'>): readonly BackwardPass[] {
  if (truncate === null) return [{ from: 0, end: unroll, down: 0 }];
  const { every, back } = truncate;
  return Array.from({ length: Math.ceil(unroll / every) }, (_, k) => {
    const end = Math.min(unroll, (k + 1) * every);
    return { from: k * every, end, down: Math.max(0, end - back) };
  });
}
