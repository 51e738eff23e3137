/** Cells as pixels, row by row: values of a variable at the cursor, or rates in the window before it. Or an image for each cell. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { cellNumbers, demandOf, populationNumber, unitOf } from './cell-numbers.ts';
import { noticePicture } from './chart-frame.ts';
import { barRoom, colourBar, paint, scaleOf } from './heat-image.ts';
import { imagePad, isDrawnOn, shownNumbers } from './image-pad.ts';
import { LaneImages } from './lane-images.ts';
import { ApartImage } from './map/index.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, SketchPad, Table } from './panel.ts';
import { projectionLabel } from './projection-label.ts';
import { named, withUnit } from './short-number.ts';
import { SurfaceTiles } from './surface/index.ts';
import { WeightImages } from './weight-images.ts';

type ImagePanel = Extract<Panel, { readonly panel: 'image-grid' }>;
type ActivityPanel = Extract<ImagePanel, { readonly of: string }>;

export const imageGrid: PanelKind<ImagePanel> = {
  title: (panel, about, t) => {
    if ('surface' in panel) return t('surface.title', { of: panel.surface.of, from: panel.surface.from });
    if ('apart' in panel) return t('apart.title', { map: projectionLabel(about, panel.apart) });
    if ('weights' in panel) return t('histogram.weight', { of: projectionLabel(about, panel.weights) });
    if ('lanes' in panel) return t('image.lanes', { of: panel.lanes, variable: panel.variable });
    const { of, variable } = panel;
    return variable === undefined ? t('image.rates', { of }) : t('image.title', { of, variable });
  },
  demand: (panel, about) => ('of' in panel ? demandOf(about, panel.of, panel.variable) : []),
  drawing: (panel) => {
    if ('surface' in panel) return new SurfaceTiles(panel);
    if ('apart' in panel) return new ApartImage(panel);
    if ('lanes' in panel) return new LaneImages(panel);
    return 'weights' in panel ? new WeightImages(panel) : new ImageGrid(panel);
  },
};

class ImageGrid implements PanelDrawing {
  readonly #panel: ActivityPanel;
  readonly #rgba: Uint8ClampedArray;
  readonly pad?: SketchPad;

  constructor(panel: ActivityPanel) {
    this.#panel = panel;
    this.#rgba = new Uint8ClampedArray(4 * panel.shape[0] * panel.shape[1]);
    if (panel.draw !== undefined) this.pad = imagePad(panel, (view) => this.#place(view));
  }

  draw(view: PanelView): Picture {
    const { of, variable, shape } = this.#panel;
    const { about, theme, width, height, t } = view;
    const numbers = shownNumbers(this.#panel, view);
    const scale = numbers === null ? null : scaleOf(numbers, theme);
    if (numbers === null || scale === null) return noticePicture(theme, width, height, t('panel.nothing'));
    const [rows, columns] = shape;
    paint(
      this.#rgba,
      Float64Array.from({ length: rows * columns }, (_, k) => numbers[k] ?? Number.NaN),
      scale,
    );
    const { x, y, pixel } = this.#place(view);
    const [w, h] = [columns * pixel, rows * pixel];
    const bar = colourBar(theme, scale, unitOf(about, of, variable), x + w + theme.text, y, y + h);
    const image = { kind: 'image', x, y, width: w, height: h, columns, rows, rgba: this.#rgba } as const;
    return { width, height, items: [image, ...bar, ...this.#hint(view)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { of, variable, shape } = this.#panel;
    const { about, t } = view;
    const place = this.#place(view);
    const [row, column] = [Math.floor((y - place.y) / place.pixel), Math.floor((x - place.x) / place.pixel)];
    const cell = row * shape[1] + column;
    const numbers = shownNumbers(this.#panel, view);
    if (row < 0 || column < 0 || row >= shape[0] || column >= shape[1] || numbers === null || cell >= numbers.length) return null;
    const lines = [t('graph.cell', { cell, population: of }), withUnit(numbers[cell]!, unitOf(about, of, variable))];
    return { lines, cell: { population: populationNumber(about, of), cell }, step: null };
  }

  table(view: PanelView): Table {
    const { of, variable } = this.#panel;
    const numbers = Array.from(cellNumbers(view, of, variable) ?? []);
    return { cell: [...numbers.keys()], [named(variable ?? 'rate', unitOf(view.about, of, variable))]: numbers };
  }

  timeAxis(): null {
    return null;
  }

  #hint(view: PanelView): PictureItem[] {
    if (!isDrawnOn(this.#panel, view)) return [];
    const { theme, width, t } = view;
    const text = t('image.draw');
    return [{ kind: 'text', x: width / 2, y: 4, text, size: theme.text, colour: theme.faint, align: 'middle', baseline: 'top' }];
  }

  #place(view: PanelView): { readonly x: number; readonly y: number; readonly pixel: number } {
    const { width, height, theme } = view;
    const [rows, columns] = this.#panel.shape;
    const room = barRoom(theme);
    const above = isDrawnOn(this.#panel, view) ? theme.text : 0;
    const pixel = Math.max(0.5, Math.min((width - room - 16) / columns, (height - above - 16) / rows));
    return { x: (width - room - columns * pixel) / 2, y: above + (height - above - rows * pixel) / 2, pixel };
  }
}
