/** A surface as an image: smooth colours from blue below a threshold to orange above it, and the contour of the threshold. Painted once per answer. */
import type { ToldSurface } from '../../../engine/index.ts';
import { type ColourScale, scaleAround } from '../../picture/colour-map.ts';
import type { ImageItem, PolylineItem } from '../../picture/picture.ts';
import { paint } from '../heat-image.ts';
import type { Theme } from '../panel.ts';
import { contour } from './contour.ts';

/** Where the grid's first and last points lie. */
export interface Square {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Of one cell. */
interface Painted {
  readonly rgba: Uint8ClampedArray;
  /** In columns and rows. */
  readonly line: Float32Array;
}

/** How far values of this kind can be from the threshold: at least 1/2 or 1, so that colours stay while it learns. */
export function reachOf(values: ArrayLike<number>, threshold: number): number {
  let reach = 0;
  for (let k = 0; k < values.length; k++) reach = Math.max(reach, Math.abs(values[k]! - threshold));
  return reach <= 0.5 ? 0.5 : Math.max(1, reach);
}

export class SurfaceImage {
  #told: ToldSurface | null = null;
  #dark = false;
  #threshold = Number.NaN;
  #scale: ColourScale | null = null;
  #painted: (Painted | null)[] = [];

  /** Forgets what is painted of another answer. -> its colours */
  take(told: ToldSurface, threshold: number, { dark }: Theme): ColourScale {
    if (this.#told !== told || this.#dark !== dark || this.#threshold !== threshold || this.#scale === null) {
      [this.#told, this.#dark, this.#threshold] = [told, dark, threshold];
      this.#painted = new Array(told.cells).fill(null);
      this.#scale = scaleAround(threshold, reachOf(told.values, threshold), dark);
    }
    return this.#scale;
  }

  /** Half a cell of the grid lies beyond each side of the square: to be clipped. */
  image(cell: number, square: Square): ImageItem {
    const { columns, rows } = this.#told!;
    const { rgba } = this.#of(cell);
    return { kind: 'image', ...spread(square, columns, rows), columns, rows, rgba, smooth: true, stamp: rgba };
  }

  line(cell: number, square: Square, colour: number, width: number): PolylineItem {
    const { columns, rows } = this.#told!;
    return { kind: 'polyline', points: placed(this.#of(cell).line, square, columns, rows), colour, width };
  }

  #of(cell: number): Painted {
    const { columns, rows, values } = this.#told!;
    const known = this.#painted[cell];
    if (known != null) return known;
    const first = cell * rows * columns;
    const rgba = new Uint8ClampedArray(4 * rows * columns);
    paint(rgba, topDown(values, first, columns, rows), this.#scale!);
    const made = { rgba, line: contour(values, first, columns, rows, this.#threshold) };
    this.#painted[cell] = made;
    return made;
  }
}

/** Points lie in the middle of pixels. */
export function spread({ left, right, top, bottom }: Square, columns: number, rows: number) {
  const [wide, high] = [(right - left) / (columns - 1), (bottom - top) / (rows - 1)];
  return { x: left - wide / 2, y: top - high / 2, width: wide * columns, height: high * rows };
}

/** Places in columns and rows as pixels. */
export function placed(line: Float32Array, { left, right, top, bottom }: Square, columns: number, rows: number): Float32Array {
  const [wide, high] = [(right - left) / (columns - 1), (bottom - top) / (rows - 1)];
  return line.map((place, k) => (k % 2 === 0 ? left + place * wide : bottom - place * high));
}

/** The lowest row of a grid comes first, that of an image last. */
export function topDown(values: Float32Array, first: number, columns: number, rows: number): Float32Array {
  const turned = new Float32Array(rows * columns);
  for (let row = 0; row < rows; row++)
    turned.set(values.subarray(first + row * columns, first + (row + 1) * columns), (rows - 1 - row) * columns);
  return turned;
}
