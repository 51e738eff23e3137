/** A metric over the run as no more points than can be told apart: of many that share a place, the least and the greatest. */
import type { MetricSeries } from '../history/metric-series.ts';

export interface Points {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/** Points at or before `step`. @param places on the screen */
export function thinned(series: MetricSeries, step: number, places: number): Points {
  const count = series.upTo(step);
  const every = Math.max(1, Math.ceil(count / Math.max(1, places)));
  const [steps, values]: [number[], number[]] = [[], []];
  const take = (k: number): void => {
    steps.push(series.step(k));
    values.push(series.value(k));
  };
  for (let from = 0; from < count; from += every) {
    const to = Math.min(count, from + every);
    let [least, most] = [from, from];
    for (let k = from + 1; k < to; k++) {
      if (series.value(k) < series.value(least)) least = k;
      if (series.value(k) > series.value(most)) most = k;
    }
    take(Math.min(least, most));
    if (least !== most) take(Math.max(least, most));
    if (to === count && Math.max(least, most) !== count - 1) take(count - 1);
  }
  return { steps, values };
}
