/** A metric as it was last told at the cursor; NaN before it was. */
import type { PanelView } from './panel.ts';

export function lastTold(name: string, { history, time }: PanelView): number {
  const series = history.metric(name);
  const count = series.upTo(time.cursor + 1);
  return count === 0 ? Number.NaN : series.value(count - 1);
}
