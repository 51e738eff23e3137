/** A smooth function between the points of a grid: a cubic that has its values and slopes at both ends (Hermite). Cheap where a function is dear. */

/** Of a function and its slope, from `low` to `high` by `step`; beyond, as at the end. Error: step^4 / 384 times the largest fourth derivative. */
export function interpolated(
  value: (x: number) => number,
  slope: (x: number) => number,
  { low, high, step }: { readonly low: number; readonly high: number; readonly step: number },
): (x: number) => number {
  const intervals = Math.ceil((high - low) / step);
  const grid = Array.from({ length: intervals + 1 }, (_, k) => low + k * step);
  const values = Float64Array.from(grid, value);
  const slopes = Float64Array.from(grid, (x) => step * slope(x));
  return (x) => {
    const at = Math.min(intervals, Math.max(0, (x - low) / step));
    const k = Math.min(intervals - 1, Math.floor(at));
    const t = at - k;
    const from = values[k]!;
    const rise = values[k + 1]! - from;
    const first = slopes[k]!;
    const last = slopes[k + 1]!;
    const bend = 3 * rise - 2 * first - last;
    const twist = first + last - 2 * rise;
    return from + t * (first + t * (bend + t * twist));
  };
}
