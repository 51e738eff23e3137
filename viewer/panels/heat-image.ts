/** Numbers as an image with its colour bar. NaN stays empty. Knows no network. */
import { type ColourScale, colourOf, colourScale } from '../picture/colour-map.ts';
import type { PictureItem } from '../picture/picture.ts';
import type { Theme } from './panel.ts';
import { shortNumber } from './short-number.ts';

/** px that a colour bar takes at the right. */
export function barRoom({ text }: Theme): number {
  return text * 6.4;
}

/** The colours of the numbers that there are; null without any. */
export function scaleOf(values: ArrayLike<number>, { dark }: Theme): ColourScale | null {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? colourScale(low, high, dark) : null;
}

/** Fills rgba, row by row. */
export function paint(rgba: Uint8ClampedArray, values: ArrayLike<number>, scale: ColourScale): void {
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    const colour = Number.isNaN(value) ? 0 : colourOf(scale, value);
    rgba[4 * k] = colour >> 16;
    rgba[4 * k + 1] = (colour >> 8) & 255;
    rgba[4 * k + 2] = colour & 255;
    rgba[4 * k + 3] = Number.isNaN(value) ? 0 : 255;
  }
}

export function colourBar(theme: Theme, scale: ColourScale, unit: string, x: number, top: number, bottom: number): PictureItem[] {
  const { text, ink } = theme;
  const rgba = new Uint8ClampedArray(256 * 4);
  paint(
    rgba,
    Float64Array.from({ length: 256 }, (_, k) => scale.high - ((scale.high - scale.low) * k) / 255),
    scale,
  );
  const size = text * 0.85;
  const at = (value: number, y: number, baseline: 'top' | 'bottom'): PictureItem => {
    return { kind: 'text', x: x + text + 4, y, text: shortNumber(value), size, colour: ink, baseline };
  };
  return [
    { kind: 'image', x, y: top, width: text, height: bottom - top, columns: 1, rows: 256, rgba },
    at(scale.high, top, 'top'),
    at(scale.low, bottom, 'bottom'),
    { kind: 'text', x: x + text + 4, y: (top + bottom) / 2, text: unit === '1' ? '' : unit, size, colour: ink },
  ];
}
