/** One surface for each cell of a population: small heat maps side by side, each with its own contour. */
import type { Panel } from '../../../engine/index.ts';
import type { Picture, PictureItem } from '../../picture/picture.ts';
import { populationNumber, unitOf } from '../cell-numbers.ts';
import { noticePicture } from '../chart-frame.ts';
import { barRoom, colourBar } from '../heat-image.ts';
import type { Hit, PanelDrawing, PanelView, Table } from '../panel.ts';
import { named, shortNumber, withUnit } from '../short-number.ts';
import { type Tiles, tilesIn } from '../tiles.ts';
import { type AskedSurface, askSurface, valueAt, variableOf } from './ask-surface.ts';
import { type Square, SurfaceImage } from './surface-image.ts';

export type SurfaceTilesPanel = Extract<Panel, { readonly panel: 'image-grid'; readonly surface: object }>;

/** Points of a tile along each side: enough for what is a few centimetres wide. */
const points = 32;
const margin = 8;

export class SurfaceTiles implements PanelDrawing {
  readonly #panel: SurfaceTilesPanel;
  readonly #image = new SurfaceImage();

  constructor(panel: SurfaceTilesPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { told, why } = this.#asked(view);
    if (told === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const scale = this.#image.take(told, this.#threshold, theme);
    const tiles = this.#tiles(view, told.cells);
    const items: PictureItem[] = [];
    const numbered = tiles.width > 3 * theme.text;
    for (let cell = 0; cell < told.cells; cell++) {
      const square = squareOf(tiles, cell);
      items.push(this.#image.image(cell, square), this.#image.line(cell, square, theme.ink, 1));
      if (numbered)
        items.push({
          kind: 'text',
          x: tiles.x(cell),
          y: tiles.y(cell) + tiles.height + 1,
          text: String(cell),
          size: theme.text * 0.8,
          colour: theme.faint,
          baseline: 'top',
        });
    }
    const [top, bottom] = [tiles.y(0), Math.min(height - margin, tiles.y(0) + Math.max(tiles.height, theme.text * 8))];
    const unit = unitOf(view.about, this.#panel.surface.of, variableOf(view, this.#panel.surface));
    items.push(...colourBar(theme, scale, unit, width - barRoom(theme) + theme.text, top, bottom));
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { told } = this.#asked(view);
    if (told === null) return null;
    const { about, t } = view;
    const { surface, between } = this.#panel;
    const tiles = this.#tiles(view, told.cells);
    const cell = tiles.at(x, y);
    if (cell < 0) return null;
    const { left, right, top, bottom } = squareOf(tiles, cell);
    const [across, up] = [(x - left) / (right - left), (bottom - y) / (bottom - top)];
    const at = [across, up].map((share, k) => shortNumber(between[k]![0] + share * (between[k]![1] - between[k]![0])));
    const variable = variableOf(view, surface);
    const value = withUnit(valueAt(told, cell, across, up), unitOf(about, surface.of, variable));
    return {
      lines: [t('graph.cell', { cell, population: surface.of }), `${surface.from} = ${at.join(', ')}`, `${variable} = ${value}`],
      cell: { population: populationNumber(about, surface.of), cell },
      step: null,
    };
  }

  table(view: PanelView): Table {
    const { told } = this.#asked(view);
    if (told === null) return {};
    const { surface, between } = this.#panel;
    const { values, columns, rows } = told;
    const places = [...values.keys()];
    const along = (k: 0 | 1, place: number, count: number): number =>
      between[k][0] + ((between[k][1] - between[k][0]) * place) / (count - 1);
    const variable = variableOf(view, surface);
    return {
      cell: places.map((k) => Math.floor(k / (rows * columns))),
      [`${surface.from} 0`]: places.map((k) => along(0, k % columns, columns)),
      [`${surface.from} 1`]: places.map((k) => along(1, Math.floor(k / columns) % rows, rows)),
      [named(variable, unitOf(view.about, surface.of, variable))]: [...values],
    };
  }

  timeAxis(): null {
    return null;
  }

  get #threshold(): number {
    return this.#panel.threshold ?? 0;
  }

  #asked(view: PanelView): AskedSurface {
    const { surface, between } = this.#panel;
    return askSurface(view, surface, { across: between[0], up: between[1], columns: points, rows: points });
  }

  #tiles({ width, height, theme }: PanelView, cells: number): Tiles {
    const [[left, right], [low, high]] = this.#panel.between;
    const box = { x: margin, y: margin, width: width - barRoom(theme) - margin, height: height - 2 * margin };
    const shape = Math.min(3, Math.max(1 / 3, (right - left) / (high - low)));
    return tilesIn(box, cells, shape, theme.text * 0.6, theme.text);
  }
}

/** The tile ends with the pixels of the outermost points, so that nothing is to be clipped. */
function squareOf(tiles: Tiles, tile: number): Square {
  const [left, top] = [tiles.x(tile), tiles.y(tile)];
  const [wide, high] = [tiles.width / points / 2, tiles.height / points / 2];
  return { left: left + wide, right: left + tiles.width - wide, top: top + high, bottom: top + tiles.height - high };
}
