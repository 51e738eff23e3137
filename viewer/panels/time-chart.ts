/** What all panels with a time axis share: where steps lie, the cursor, what was not seen. Knows no data. */
import type { PictureItem } from '../picture/picture.ts';
import { type ChartAxis, type ChartFrame, chartFrame } from './chart-frame.ts';
import { timeLabel } from './model-time.ts';
import type { PanelView, TimeAxis } from './panel.ts';

export interface TimeChart {
  readonly frame: ChartFrame;
  /** Where the state after a step lies; fractions allowed. */
  x(step: number): number;
  /** The step at a place. */
  step(x: number): number;
  /** Items that lie inside the axes, as one. */
  inside(items: readonly PictureItem[]): PictureItem;
}

export function timeChart(view: PanelView, up: ChartAxis): TimeChart {
  const { about, time, theme, width, height } = view;
  const across = { label: timeLabel(view), low: (time.from + 1) * about.dt, high: (time.to + 1) * about.dt };
  const frame = chartFrame(theme, width, height, across, up);
  const { left, right, top, bottom } = frame;
  const perStep = (right - left) / (time.to - time.from);
  return {
    frame,
    x: (step) => left + (step - time.from) * perStep,
    step: (x) => time.from + (x - left) / perStep,
    inside: (items) => ({ kind: 'clip', x: left, y: top, width: right - left + 1, height: bottom - top, items }),
  };
}

/** The cursor, the moment under the pointer, and steps whose pictures were dropped. */
export function timeMarks({ history, time, hover, theme }: PanelView, { frame, x }: TimeChart): PictureItem[] {
  const { top, bottom } = frame;
  const line = (step: number, colour: number, width: number): PictureItem => ({
    kind: 'polyline',
    points: Float32Array.of(x(step), top, x(step), bottom),
    colour,
    width,
  });
  const gaps = history.gaps.filter(({ from, to }) => to > time.from && from < time.to);
  const items: PictureItem[] = [];
  if (gaps.length > 0) {
    const boxes = gaps.flatMap(({ from, to }) => [x(from - 1), top, Math.max(1, x(to - 1) - x(from - 1)), bottom - top]);
    items.push({ kind: 'rects', boxes: Float32Array.from(boxes), colours: theme.faint, alpha: 0.25 });
  }
  if (hover !== null) items.push(line(hover, theme.faint, 1));
  items.push(line(time.cursor, theme.accent, 1.5));
  return items;
}

export function timeAxisOf({ frame: { left, right } }: TimeChart): TimeAxis {
  return { left, right };
}
