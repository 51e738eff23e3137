/** Axes of a plane: as high as wide where both intervals are equal. */

import { type ChartAxis, type ChartFrame, chartFrame } from './chart-frame.ts';
import { barRoom } from './heat-image.ts';
import type { PanelView } from './panel.ts';

export function squareFrame({ theme, width, height }: PanelView, across: ChartAxis, up: ChartAxis): ChartFrame {
  const shape = (across.high - across.low) / (up.high - up.low);
  const frame = chartFrame(theme, width, height, across, up, barRoom(theme));
  const wide = frame.right - frame.left;
  const wanted = (frame.bottom - frame.top) * shape;
  // What lies within a factor of 4 keeps its shape.
  if (shape > 4 || shape < 1 / 4) return frame;
  if (wanted < wide) return chartFrame(theme, width - (wide - wanted), height, across, up, barRoom(theme));
  return chartFrame(theme, width, height - (frame.bottom - frame.top - wide / shape), across, up, barRoom(theme));
}
