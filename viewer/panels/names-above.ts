/** Names of the lines of a chart, each in its colour, above it. */
import type { PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import type { ChartFrame } from './chart-frame.ts';
import type { Theme } from './panel.ts';

/** Of line k of a chart. */
export function lineColour({ populations }: Theme, k: number): number {
  return populations[k % populations.length]!;
}

/** None where a single line needs none. */
export function namesAbove(theme: Theme, { left }: ChartFrame, names: readonly string[]): PictureItem[] {
  if (names.length < 2) return [];
  const apart = Math.max(...names.map((name) => textWidth(`${name}00`, theme.text))) + theme.text;
  return names.map((text, k) => ({
    kind: 'text',
    x: left + 6 + k * apart,
    y: theme.text * 0.45,
    text,
    size: theme.text * 0.9,
    colour: lineColour(theme, k),
    bold: true,
  }));
}
