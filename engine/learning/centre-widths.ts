/** How wide radial cells are, by where their centres lie. */
import type { Numbers } from '../compile/plan.ts';
import { NeurariumError } from '../errors.ts';
import type { CentresWidth } from '../training/index.ts';

/** `centres`: `count` rows of `length` numbers. @throws NeurariumError 'run' where they all lie at one place */
export function widthOf(rule: CentresWidth['rule'], centres: Numbers, count: number, length: number): number {
  const nearest = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
  let largest = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++) {
      const squared = squaredDistance(centres, a * length, b * length, length);
      nearest[a] = Math.min(nearest[a]!, squared);
      nearest[b] = Math.min(nearest[b]!, squared);
      largest = Math.max(largest, squared);
    }
  }
  const width = rule === 'spread' ? Math.sqrt(largest / (2 * count)) : Math.sqrt(median(nearest));
  if (width > 0 && Number.isFinite(width)) return width;
  throw new NeurariumError({
    code: 'run',
    message: `${count} centres give a width of ${width}`,
    hint: 'Take fewer centres, or examples that differ.',
  });
}

function squaredDistance(values: Numbers, a: number, b: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const difference = values[a + i]! - values[b + i]!;
    sum += difference * difference;
  }
  return sum;
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
