/**
 * How many spikes fall into each pixel of a raster, for any number of spikes: counted once per bin of time, in tiles that stay while
 * the reader pans and zooms. Bins are powers of two of steps, of which each column of pixels has one or two.
 */
import type { SpikeStore } from '../history/spike-store.ts';
import type { TimeWindow } from './panel.ts';

const binsPerTile = 256;
/** Counts of all tiles that stay, in bytes. */
const mostBytes = 48 * 1024 * 1024;
const mostCount = 0xffff;

/** Where counts go: column by column. */
export interface PixelCounts {
  readonly counts: Uint32Array;
  readonly columns: number;
  readonly rows: number;
  /** Places from one column to the next, and of the first row in a column. */
  readonly stride: number;
  readonly top: number;
}

interface Tile {
  /** Bin by bin, a row of pixels each. */
  readonly counts: Uint16Array;
  /** Steps before this one are counted. */
  upTo: number;
}

export class SpikeDensity {
  readonly #size: number;
  #store: SpikeStore | null = null;
  #rows = 0;
  #bin = 0;
  readonly #tiles = new Map<number, Tile>();

  constructor(size: number) {
    this.#size = size;
  }

  /**
   * Adds the spikes of the window to the counts.
   * @param edge the step after the last one that was seen
   */
  add(
    store: SpikeStore,
    { from, to }: Pick<TimeWindow, 'from' | 'to'>,
    edge: number,
    { counts: into, columns, rows, stride, top }: PixelCounts,
  ): void {
    const perColumn = (to - from) / columns;
    const bin = 2 ** Math.max(0, Math.floor(Math.log2(perColumn)));
    if (store !== this.#store || rows !== this.#rows || bin !== this.#bin) {
      this.#tiles.clear();
      [this.#store, this.#rows, this.#bin] = [store, rows, bin];
    }
    const steps = bin * binsPerTile;
    for (let place = Math.floor(Math.max(0, from) / steps); place * steps <= Math.min(to, edge - 1); place++) {
      const { counts } = this.#tile(place, edge);
      for (let b = 0; b < binsPerTile; b++) {
        const column = Math.floor((place * steps + (b + 0.5) * bin - 0.5 - from) / perColumn);
        if (column < 0 || column >= columns) continue;
        const begin = column * stride + top;
        const source = b * rows;
        for (let row = 0; row < rows; row++) into[begin + row]! += counts[source + row]!;
      }
    }
  }

  #tile(place: number, edge: number): Tile {
    let tile = this.#tiles.get(place);
    if (tile === undefined) {
      const steps = this.#bin * binsPerTile;
      tile = { counts: new Uint16Array(binsPerTile * this.#rows), upTo: place * steps };
      // The one that was asked for longest ago goes first.
      const bytes = tile.counts.byteLength;
      while (this.#tiles.size > 0 && (this.#tiles.size + 1) * bytes > mostBytes)
        this.#tiles.delete(this.#tiles.keys().next().value!);
    } else this.#tiles.delete(place);
    this.#tiles.set(place, tile);
    this.#count(place, tile, edge);
    return tile;
  }

  /** What came since the tile was asked for last. */
  #count(place: number, tile: Tile, edge: number): void {
    const first = place * this.#bin * binsPerTile;
    const end = Math.min(edge, first + this.#bin * binsPerTile);
    if (end <= tile.upTo) return;
    const { counts } = tile;
    const rows = this.#rows;
    const [perStep, perCell] = [1 / this.#bin, rows / this.#size];
    this.#store!.visit(tile.upTo, end, (steps, cells, begin, stop) => {
      for (let k = begin; k < stop; k++) {
        const at = (((steps[k]! - first) * perStep) | 0) * rows + ((cells[k]! * perCell) | 0);
        if (counts[at]! < mostCount) counts[at]!++;
      }
    });
    tile.upTo = end;
  }
}
