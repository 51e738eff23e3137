/** Which of several cells is the largest, point by point: each in its colour, fainter where another comes close. */
import type { ToldSurface } from '../../../engine/index.ts';
import { mixed } from '../../picture/mixed.ts';
import type { ImageItem } from '../../picture/picture.ts';
import type { Theme } from '../panel.ts';
import { type Square, spread } from './surface-image.ts';

export class Regions {
  #painted: { readonly told: ToldSurface; readonly theme: Theme; readonly rgba: Uint8ClampedArray } | null = null;

  image(told: ToldSurface, square: Square, theme: Theme): ImageItem {
    if (this.#painted?.told !== told || this.#painted.theme !== theme)
      this.#painted = { told, theme, rgba: painted(told, theme) };
    const { columns, rows } = told;
    const { rgba } = this.#painted;
    return { kind: 'image', ...spread(square, columns, rows), columns, rows, rgba, smooth: true, stamp: rgba };
  }
}

function painted({ values, cells, columns, rows }: ToldSurface, { populations, background }: Theme): Uint8ClampedArray {
  const size = columns * rows;
  const rgba = new Uint8ClampedArray(4 * size);
  const widest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
  for (let at = 0; at < size; at++) {
    const { cell, ahead } = largest(values, cells, size, at);
    const colour = mixed(background, populations[cell % populations.length]!, 0.2 + 0.55 * Math.min(1, ahead / widest));
    const pixel = (rows - 1 - Math.floor(at / columns)) * columns + (at % columns);
    rgba.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * pixel);
  }
  return rgba;
}

/** `ahead`: of the second. */
function largest(values: Float32Array, cells: number, size: number, at: number): { cell: number; ahead: number } {
  let [cell, first, second] = [0, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let k = 0; k < cells; k++) {
    const value = values[k * size + at]!;
    if (value > first) [cell, first, second] = [k, value, first];
    else if (value > second) second = value;
  }
  return { cell, ahead: first - second };
}
