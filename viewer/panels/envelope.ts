/** A curve of values over time as points of a line: where many steps share a pixel, their least and greatest value, so that no peak is lost. */
import type { ValueStore } from '../history/value-store.ts';
import type { PanelView } from './panel.ts';
import type { TimeChart } from './time-chart.ts';

/** `column`: place among the values of a row. -> x, y pairs; NaN where rows are missing between. */
export function envelope({ time, about }: PanelView, store: ValueStore, column: number, chart: TimeChart): Float32Array {
  const { x, frame } = chart;
  const perPixel = 1 / Math.max(1e-9, x(1) - x(0));
  const points: number[] = [];
  let last = Number.NaN;
  let pixel = Number.NEGATIVE_INFINITY;
  let [low, high, first, end] = [0, 0, 0, 0];
  const flush = (): void => {
    if (pixel === Number.NEGATIVE_INFINITY) return;
    const at = pixel + 0.5;
    points.push(at, frame.y(first));
    if (low < Math.min(first, end)) points.push(at, frame.y(low));
    if (high > Math.max(first, end)) points.push(at, frame.y(high));
    if (end !== first) points.push(at, frame.y(end));
    pixel = Number.NEGATIVE_INFINITY;
  };
  // One row to the left of the window, and one to the right: the line goes on to the edges.
  const from = Math.max(about.firstStep, Math.floor(time.from));
  store.visit(from, Math.ceil(time.to) + 2, (step, values, offset) => {
    const value = values[offset + column]!;
    if (step > last + 1.5) {
      flush();
      points.push(Number.NaN, Number.NaN);
    }
    last = step;
    if (perPixel <= 2) {
      points.push(x(step), frame.y(value));
      return;
    }
    const here = Math.floor(x(step));
    if (here !== pixel) {
      flush();
      [pixel, low, high, first] = [here, value, value, value];
    }
    if (value < low) low = value;
    if (value > high) high = value;
    end = value;
  });
  flush();
  return Float32Array.from(points);
}
