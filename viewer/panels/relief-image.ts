/** Ground that paths go over: its height in grey steps, with lines of equal height. Painted once per look. */
import type { Relief } from '../../engine/index.ts';
import { mixed } from '../picture/mixed.ts';
import type { PictureItem } from '../picture/picture.ts';
import type { ChartFrame } from './chart-frame.ts';
import type { Theme } from './panel.ts';
import { contour } from './surface/contour.ts';
import { placed, spread, topDown } from './surface/surface-image.ts';

const levels = 12;

export class ReliefImage {
  readonly #columns: number;
  readonly #rows: number;
  readonly #heights: Float32Array;
  readonly #lines: readonly Float32Array[];
  #painted: { readonly dark: boolean; readonly rgba: Uint8ClampedArray } | null = null;

  constructor({ rows, values }: Relief) {
    this.#rows = rows;
    this.#columns = values.length / rows;
    // By rank, so that a flat valley has as many lines as steep walls.
    const sorted = Float64Array.from(values).sort();
    this.#heights = Float32Array.from(values);
    this.#lines = Array.from({ length: levels - 1 }, (_, k) => {
      const level = sorted[Math.floor(((k + 1) * sorted.length) / levels)]!;
      return contour(values, 0, this.#columns, rows, level);
    });
  }

  items(square: ChartFrame, { dark, background, ink, faint }: Theme): PictureItem[] {
    const [columns, rows] = [this.#columns, this.#rows];
    if (this.#painted?.dark !== dark) this.#painted = { dark, rgba: this.#paint(background, ink) };
    const { rgba } = this.#painted;
    const image = { kind: 'image', ...spread(square, columns, rows), columns, rows, rgba, smooth: true, stamp: rgba } as const;
    const lines = this.#lines.map((line): PictureItem => {
      return { kind: 'polyline', points: placed(line, square, columns, rows), colour: faint, width: 0.8, alpha: 0.55 };
    });
    return [image, ...lines];
  }

  /** The lowest is the background's own colour. */
  #paint(background: number, ink: number): Uint8ClampedArray {
    const heights = topDown(this.#heights, 0, this.#columns, this.#rows);
    const sorted = Float64Array.from(heights).sort();
    const rgba = new Uint8ClampedArray(4 * heights.length);
    heights.forEach((height, k) => {
      const colour = mixed(background, ink, (0.3 * rankOf(sorted, height)) / sorted.length);
      rgba.set([colour >> 16, (colour >> 8) & 255, colour & 255, 255], 4 * k);
    });
    return rgba;
  }
}

/** How many are less. */
function rankOf(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
