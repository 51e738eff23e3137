/** Any number of spikes as an image of the size of the plot: dots while they can be told apart, their density beyond. */
import type { ImageItem } from '../picture/picture.ts';
import type { ChartFrame } from './chart-frame.ts';
import type { PanelView } from './panel.ts';
import { SpikeDensity } from './spike-density.ts';

/** Cells of one population take the rows from `top` on, in px. */
export interface RasterBand {
  readonly population: number;
  readonly size: number;
  readonly top: number;
  readonly height: number;
}

/** Above so many spikes dots cover each other, and their number per pixel is shown. */
const mostDots = 50_000;

export class SpikeImage {
  #columns = 0;
  #rows = 0;
  #rgba = new Uint8ClampedArray(0);
  /** The same bytes, a pixel at a time. */
  #pixels = new Uint32Array(0);
  #counts = new Uint32Array(0);
  readonly #densities: SpikeDensity[] = [];

  draw(view: PanelView, { left, right, top, bottom }: ChartFrame, bands: readonly RasterBand[], count: number): ImageItem {
    const [columns, rows] = [Math.max(1, Math.floor(right - left)), Math.max(1, Math.floor(bottom - top))];
    this.#resize(columns, rows);
    if (count <= mostDots) for (const band of bands) this.#dots(view, band, top);
    else this.#density(view, bands, top);
    return { kind: 'image', x: left, y: top, width: columns, height: rows, columns, rows, rgba: this.#rgba };
  }

  #resize(columns: number, rows: number): void {
    if (this.#columns === columns && this.#rows === rows) {
      this.#pixels.fill(0);
      return;
    }
    [this.#columns, this.#rows] = [columns, rows];
    this.#pixels = new Uint32Array(columns * rows);
    this.#rgba = new Uint8ClampedArray(this.#pixels.buffer);
    this.#counts = new Uint32Array(columns * rows);
  }

  #dots({ history, time, theme }: PanelView, { population, size, top, height }: RasterBand, above: number): void {
    const colour = packed(theme.populations[population % theme.populations.length]!, 255);
    const [columns, rows, pixels] = [this.#columns, this.#rows, this.#pixels];
    const perStep = columns / (time.to - time.from);
    const perCell = height / size;
    const first = top - above;
    history.spikes(population).visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (steps, cells, begin, end) => {
      for (let k = begin; k < end; k++) {
        const x = Math.min(columns - 1, ((steps[k]! - time.from) * perStep) | 0);
        const y = Math.min(rows - 1, (first + (cells[k]! + 0.5) * perCell) | 0);
        const at = y * columns + x;
        pixels[at] = colour;
        // Two by two pixels, to be seen from afar.
        if (x + 1 < columns) pixels[at + 1] = colour;
        if (y + 1 < rows) pixels[at + columns] = colour;
        if (x + 1 < columns && y + 1 < rows) pixels[at + columns + 1] = colour;
      }
    });
  }

  /** Counts lie column by column, as they are made; pixels row by row. */
  #density({ about, history, time, theme }: PanelView, bands: readonly RasterBand[], above: number): void {
    const [columns, rows, counts, pixels] = [this.#columns, this.#rows, this.#counts, this.#pixels];
    counts.fill(0);
    const shown = bands.map(({ population, top, height }) => {
      const first = Math.min(rows - 1, Math.round(top - above));
      return { population, first, count: Math.max(1, Math.min(rows - first, Math.round(height))) };
    });
    for (const { population, first, count } of shown) {
      const density = (this.#densities[population] ??= new SpikeDensity(about.populations[population]!.size));
      density.add(history.spikes(population), time, history.edge, { counts, columns, rows: count, stride: rows, top: first });
    }
    let most = 1;
    for (let at = 0; at < counts.length; at++) if (counts[at]! > most) most = counts[at]!;
    for (const { population, first, count } of shown) {
      const colours = shades(theme.populations[population % theme.populations.length]!, most);
      for (let row = first; row < first + count; row++) {
        for (let column = 0, at = row; column < columns; column++, at += rows) {
          const many = counts[at]!;
          if (many !== 0) pixels[row * columns + column] = colours[Math.min(many, colours.length - 1)]!;
        }
      }
    }
  }
}

/** Opacity rises with the logarithm of the number of spikes; one alone can be seen. */
function shades(colour: number, most: number): Uint32Array {
  const steps = Math.min(most, 1023);
  return Uint32Array.from({ length: steps + 1 }, (_, count) => {
    const share = most === 1 ? 1 : Math.log(1 + count) / Math.log(1 + most);
    return packed(colour, count === 0 ? 0 : 90 + 165 * share);
  });
}

/** As the bytes red, green, blue, alpha of a little-endian word. */
function packed(colour: number, alpha: number): number {
  return ((Math.round(alpha) << 24) | ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16)) >>> 0;
}
