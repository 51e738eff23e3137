/** What a population says of each example of a batch: an image of its cells for each, side by side, on one scale. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { noticePicture } from './chart-frame.ts';
import { barRoom, colourBar, paint, scaleOf } from './heat-image.ts';
import type { Hit, PanelDrawing, PanelView, Table } from './panel.ts';
import { named, withUnit } from './short-number.ts';
import { type Tiles, tilesIn } from './tiles.ts';

export type LaneImagesPanel = Extract<Panel, { readonly panel: 'image-grid'; readonly lanes: string }>;

const margin = 8;

interface Told {
  /** Row by row, one for each example. */
  readonly values: Float32Array;
  /** Of an example. */
  readonly cells: number;
  readonly examples: number;
}

export class LaneImages implements PanelDrawing {
  readonly #panel: LaneImagesPanel;

  constructor(panel: LaneImagesPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { about, theme, width, height, t } = view;
    const { told, why } = this.#asked(view);
    const scale = told && scaleOf(told.values, theme);
    if (told === null || scale === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const [rows, columns] = this.#panel.shape;
    const tiles = this.#tiles(view, told);
    const images = Array.from({ length: told.examples }, (_, example): PictureItem => {
      const rgba = new Uint8ClampedArray(4 * rows * columns);
      paint(rgba, told.values.subarray(example * told.cells, example * told.cells + Math.min(told.cells, rows * columns)), scale);
      return {
        kind: 'image',
        x: tiles.x(example),
        y: tiles.y(example),
        width: tiles.width,
        height: tiles.height,
        columns,
        rows,
        rgba,
      };
    });
    const unit = unitOf(about, this.#panel.lanes, this.#panel.variable);
    const bar = colourBar(
      theme,
      scale,
      unit,
      width - barRoom(theme) + theme.text,
      margin,
      Math.min(height - margin, theme.text * 12),
    );
    return { width, height, items: [...images, ...bar] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { told } = this.#asked(view);
    if (told === null) return null;
    const tiles = this.#tiles(view, told);
    const example = tiles.at(x, y);
    if (example < 0) return null;
    const { lanes: of, variable, shape } = this.#panel;
    const within = (from: number, at: number, size: number, count: number) =>
      Math.min(count - 1, Math.floor(((at - from) / size) * count));
    const row = within(tiles.y(example), y, tiles.height, shape[0]);
    const cell = row * shape[1] + within(tiles.x(example), x, tiles.width, shape[1]);
    if (cell >= told.cells) return null;
    const value = withUnit(told.values[example * told.cells + cell]!, unitOf(view.about, of, variable));
    const population = populationNumber(view.about, of);
    return {
      lines: [view.t('graph.cell', { cell, population: of }), `${example + 1}: ${value}`],
      cell: { population, cell },
      step: null,
    };
  }

  table(view: PanelView): Table {
    const { told } = this.#asked(view);
    if (told === null) return {};
    const { lanes: of, variable } = this.#panel;
    const places = [...told.values.keys()];
    return {
      example: places.map((k) => Math.floor(k / told.cells)),
      cell: places.map((k) => k % told.cells),
      [named(variable, unitOf(view.about, of, variable))]: Array.from(told.values),
    };
  }

  timeAxis(): null {
    return null;
  }

  #asked({ about, ask, t }: PanelView): { readonly told: Told | null; readonly why: string | null } {
    const { lanes: of, variable, most: limit } = this.#panel;
    const population = populationNumber(about, of);
    if (population < 0) return { told: null, why: t('panel.none', { name: of }) };
    const { answer, why } = ask({ of: 'lanes', population, variable, limit });
    const cells = about.populations[population]!.size;
    const told = answer?.of === 'lanes' ? { values: answer.values, cells, examples: answer.values.length / cells } : null;
    return { told, why: why === null ? null : t('panel.unknown', { why }) };
  }

  #tiles({ width, height, theme }: PanelView, { examples }: Told): Tiles {
    const [rows, columns] = this.#panel.shape;
    const box = { x: margin, y: margin, width: width - barRoom(theme) - margin, height: height - 2 * margin };
    return tilesIn(box, Math.max(1, examples), columns / rows, theme.text * 0.3);
  }
}
