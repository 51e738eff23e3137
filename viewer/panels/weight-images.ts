/** The weights into each cell as an image of the cells that they come from; or each weight as a knob, turned as far as it is large. */
import type { IncomingWeights, Panel } from '../../engine/index.ts';
import { type ColourScale, colourOf, scaleAround } from '../picture/colour-map.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber } from './cell-numbers.ts';
import { noticePicture } from './chart-frame.ts';
import { barRoom, colourBar, paint } from './heat-image.ts';
import type { Hit, PanelDrawing, PanelView, Table, Theme } from './panel.ts';
import { named, withUnit } from './short-number.ts';
import { type Tiles, tilesIn } from './tiles.ts';

export type WeightImagesPanel = Extract<Panel, { readonly panel: 'image-grid'; readonly weights: string }>;

const margin = 8;
/** Turn of a knob from the middle to either end. */
const farthest = (3 / 4) * Math.PI;
/** Radius of a knob in px from which on it has a rim and a pointer. */
const leastDial = 4;

interface Asked {
  readonly weights: IncomingWeights | null;
  readonly why: string | null;
}

export class WeightImages implements PanelDrawing {
  readonly #panel: WeightImagesPanel;
  #painted: {
    readonly weights: IncomingWeights;
    readonly dark: boolean;
    readonly scale: ColourScale;
    readonly images: readonly Uint8ClampedArray[];
  } | null = null;

  constructor(panel: WeightImagesPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { weights, why } = this.#asked(view);
    if (weights === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const { scale, images } = this.#paint(weights, theme.dark);
    const tiles = this.#tiles(view, weights);
    const [rows, columns] = this.#panel.shape;
    const dials = this.#panel.look === 'dials';
    const pictures = images.flatMap((rgba, tile): PictureItem[] => {
      const box = { x: tiles.x(tile), y: tiles.y(tile), width: tiles.width, height: tiles.height };
      return dials ? this.#dials(view, weights, scale, tile, box) : [{ kind: 'image', ...box, columns, rows, rgba, stamp: rgba }];
    });
    const names = isNumbered(tiles, theme) ? this.#numbers(view, weights, tiles) : [];
    const [top, bottom] = [margin, Math.min(height - margin, theme.text * 12)];
    const bar = colourBar(theme, scale, weights.unit, width - barRoom(theme) + theme.text, top, bottom);
    return { width, height, items: [...pictures, ...names, ...bar] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { weights } = this.#asked(view);
    if (weights === null) return null;
    const tiles = this.#tiles(view, weights);
    const tile = tiles.at(x, y);
    if (tile < 0) return null;
    const [rows, columns] = this.#panel.shape;
    const row = Math.min(rows - 1, Math.floor(((y - tiles.y(tile)) / tiles.height) * rows));
    const column = Math.min(columns - 1, Math.floor(((x - tiles.x(tile)) / tiles.width) * columns));
    const source = row * columns + column;
    const target = weights.targets[tile]!;
    const { from, to } = this.#ends(view);
    const weight = weights.values[tile * rows * columns + source]!;
    const lines = [
      `${from} ${source} → ${to} ${target}`,
      Number.isNaN(weight) ? view.t('matrix.noSynapse') : withUnit(weight, weights.unit),
    ];
    return { lines, cell: { population: populationNumber(view.about, to), cell: target }, step: null };
  }

  table(view: PanelView): Table {
    const { weights } = this.#asked(view);
    if (weights === null) return {};
    const { from, to } = this.#ends(view);
    const sources = weights.values.length / Math.max(1, weights.targets.length);
    const places = [...weights.values.keys()].filter((k) => !Number.isNaN(weights.values[k]!));
    return {
      [`source (${from})`]: places.map((k) => k % sources),
      [`target (${to})`]: places.map((k) => weights.targets[Math.floor(k / sources)]!),
      [named('weight', weights.unit)]: places.map((k) => weights.values[k]!),
    };
  }

  timeAxis(): null {
    return null;
  }

  #asked({ about, ask, t }: PanelView): Asked {
    const projection = about.projections.findIndex(({ name }) => name === this.#panel.weights);
    if (projection < 0) return { weights: null, why: t('panel.none', { name: this.#panel.weights }) };
    const { answer, why } = ask({ of: 'incoming-weights', projection, targets: this.#panel.targets ?? [] });
    const weights = answer?.of === 'incoming-weights' ? answer.weights : null;
    return { weights, why: why === null ? null : t('panel.unknown', { why }) };
  }

  #ends({ about }: PanelView): { readonly from: string; readonly to: string } {
    return about.projections.find(({ name }) => name === this.#panel.weights)!;
  }

  /** All share one scale, so that what is small among them looks small. */
  #paint(weights: IncomingWeights, dark: boolean) {
    if (this.#painted?.weights === weights && this.#painted.dark === dark) return this.#painted;
    const { values, targets } = weights;
    const reach = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
    const scale = scaleAround(0, reach, dark);
    const size = values.length / Math.max(1, targets.length);
    const images = Array.from(targets, (_, tile) => {
      const rgba = new Uint8ClampedArray(4 * size);
      paint(rgba, values.subarray(tile * size, (tile + 1) * size), scale);
      return rgba;
    });
    this.#painted = { weights, dark, scale, images };
    return this.#painted;
  }

  /** A disc for each, in its colour, with a pointer that stands upright at 0. */
  #dials({ theme }: PanelView, weights: IncomingWeights, scale: ColourScale, tile: number, box: Box): PictureItem[] {
    const [rows, columns] = this.#panel.shape;
    const [wide, high] = [box.width / columns, box.height / rows];
    const radius = 0.42 * Math.min(wide, high);
    const [discs, pointers, colours]: [number[], number[], number[]] = [[], [], []];
    for (let source = 0; source < rows * columns; source++) {
      const weight = weights.values[tile * rows * columns + source]!;
      if (Number.isNaN(weight)) continue;
      const [x, y] = [box.x + ((source % columns) + 0.5) * wide, box.y + (Math.floor(source / columns) + 0.5) * high];
      const angle = (weight / scale.high) * farthest;
      discs.push(x, y, radius);
      colours.push(colourOf(scale, weight));
      pointers.push(x, y, x + radius * Math.sin(angle), y - radius * Math.cos(angle), Number.NaN, Number.NaN);
    }
    const rim = { colour: theme.faint, width: radius / 14 };
    const line = { colour: theme.ink, width: Math.max(1, radius / 10) };
    const all = { kind: 'discs', discs: Float32Array.from(discs), colours: Uint32Array.from(colours) } as const;
    // Pointers of small ones would hide the colours.
    if (radius <= leastDial) return [all];
    return [
      { ...all, outline: rim },
      { kind: 'polyline', points: Float32Array.from(pointers), ...line },
    ];
  }

  #numbers({ theme }: PanelView, { targets }: IncomingWeights, tiles: Tiles): PictureItem[] {
    return Array.from(targets, (target, tile) => ({
      kind: 'text',
      x: tiles.x(tile),
      y: tiles.y(tile) + tiles.height + 1,
      text: String(target),
      size: theme.text * 0.8,
      colour: theme.faint,
      baseline: 'top',
    }));
  }

  #tiles({ width, height, theme }: PanelView, { targets }: IncomingWeights): Tiles {
    const [rows, columns] = this.#panel.shape;
    const box = { x: margin, y: margin, width: width - barRoom(theme) - margin, height: height - 2 * margin };
    // Side by side as the panel says, they are one picture.
    const gap = this.#panel.columns === undefined ? theme.text * 0.4 : 1;
    const tiles = (below: number) => tilesIn(box, Math.max(1, targets.length), columns / rows, gap, below, this.#panel.columns);
    const numbered = tiles(theme.text);
    return isNumbered(numbered, theme) ? numbered : tiles(0);
  }
}

/** Small ones have no room for a number. */
function isNumbered({ width }: Tiles, { text }: Theme): boolean {
  return width >= 2.5 * text;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
