/** Weights from one population to another as an image, or products of their cells: a row for each source, a column for each target. Or an activity over time, or answers by class. */
import type { Panel, WeightMatrix } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { ActivityMatrix } from './activity-matrix.ts';
import { populationNumber } from './cell-numbers.ts';
import { type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { ConfusionMatrix } from './confusion.ts';
import { everyCell } from './every-cell.ts';
import { barRoom, colourBar, paint, scaleOf } from './heat-image.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { named, withUnit } from './short-number.ts';

type MatrixPanel = Extract<Panel, { readonly panel: 'matrix' }>;
type WeightsPanel = Extract<MatrixPanel, { readonly from: string }>;

/** More are finer than a screen; larger populations are shown by means. */
const mostRows = 400;

export const matrix: PanelKind<MatrixPanel> = {
  title: (panel, _about, t) => {
    if ('from' in panel)
      return panel.products === undefined
        ? t('matrix.weights', { from: panel.from, to: panel.to })
        : t(`matrix.${panel.products}`, { of: panel.from });
    if ('confusion' in panel) return t('confusion.title', { confusion: panel.confusion });
    const { of, variable } = panel;
    return variable === undefined
      ? t('matrix.rates', { of })
      : t('matrix.values', { of, variable: [variable].flat().join(', ') });
  },
  demand: (panel, about) => {
    if (!('of' in panel) || panel.variable === undefined) return [];
    return [panel.variable].flat().flatMap((variable) => everyCell(about, panel.of, variable) ?? []);
  },
  drawing: (panel) => {
    if ('from' in panel) return new WeightsDrawing(panel);
    return 'confusion' in panel ? new ConfusionMatrix(panel) : new ActivityMatrix(panel);
  },
};

class WeightsDrawing implements PanelDrawing {
  readonly #panel: WeightsPanel;
  #painted: { readonly matrix: WeightMatrix; readonly dark: boolean; readonly rgba: Uint8ClampedArray } | null = null;

  constructor(panel: WeightsPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { matrix: found, why } = this.#asked(view);
    if (found === null)
      return noticePicture(theme, width, height, why === null ? t('panel.waiting') : t('panel.unknown', { why }));
    const scale = scaleOf(found.means, theme);
    if (scale === null) return noticePicture(theme, width, height, t('matrix.noSynapse'));
    if (this.#painted?.matrix !== found || this.#painted.dark !== theme.dark) {
      const rgba = new Uint8ClampedArray(4 * found.means.length);
      paint(rgba, found.means, scale);
      this.#painted = { matrix: found, dark: theme.dark, rgba };
    }
    const frame = this.#frame(view);
    const { left, right, top, bottom } = frame;
    const { rows, columns } = found;
    const { rgba } = this.#painted;
    const image: PictureItem = { kind: 'image', x: left, y: top, width: right - left, height: bottom - top, columns, rows, rgba };
    const bar = colourBar(theme, scale, found.unit, right + theme.text, top, bottom);
    const note: PictureItem[] = found.means.some(Number.isNaN)
      ? [
          {
            kind: 'text',
            x: width - 4,
            y: height - 3,
            text: `□ ${t('matrix.noSynapse')}`,
            size: theme.text * 0.85,
            colour: theme.faint,
            align: 'end',
            baseline: 'bottom',
          },
        ]
      : [];
    return { width, height, items: [image, ...frame.items, ...bar, ...note] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { matrix: found } = this.#asked(view);
    const { left, right, top, bottom } = this.#frame(view);
    if (found === null || x < left || x >= right || y < top || y >= bottom) return null;
    const row = Math.floor(((y - top) / (bottom - top)) * found.rows);
    const column = Math.floor(((x - left) / (right - left)) * found.columns);
    const { source, target } = this.#ends(view, found, row, column);
    const { from, to } = this.#panel;
    const weight = found.means[row * found.columns + column]!;
    const lines = [
      `${from} ${source} → ${to} ${target}`,
      Number.isNaN(weight) ? view.t('matrix.noSynapse') : withUnit(weight, found.unit),
    ];
    return { lines, cell: { population: populationNumber(view.about, to), cell: target }, step: null };
  }

  table(view: PanelView): Table {
    const { matrix: found } = this.#asked(view);
    const { from, to } = this.#panel;
    const [sources, targets, weights]: [number[], number[], number[]] = [[], [], []];
    found?.means.forEach((weight, k) => {
      if (Number.isNaN(weight)) return;
      const { source, target } = this.#ends(view, found, Math.floor(k / found.columns), k % found.columns);
      sources.push(source);
      targets.push(target);
      weights.push(weight);
    });
    return {
      [`source (${from})`]: sources,
      [`target (${to})`]: targets,
      [named(this.#panel.products === undefined ? 'weight' : 'product', found?.unit ?? '1')]: weights,
    };
  }

  timeAxis(): null {
    return null;
  }

  #asked({ about, ask }: PanelView): { readonly matrix: WeightMatrix | null; readonly why: string | null } {
    const [from, to] = [populationNumber(about, this.#panel.from), populationNumber(about, this.#panel.to)];
    const { products } = this.#panel;
    const { answer, why } = ask(
      products === undefined
        ? { of: 'weights', from, to, rows: mostRows, columns: mostRows }
        : { of: 'products', population: from, phase: products },
    );
    return { matrix: answer?.of === 'weights' ? answer.matrix : null, why };
  }

  /** The first cells that an element stands for. */
  #ends({ about }: PanelView, { rows, columns }: WeightMatrix, row: number, column: number): { source: number; target: number } {
    const sizeOf = (name: string): number => about.populations[populationNumber(about, name)]!.size;
    return {
      source: Math.ceil((row * sizeOf(this.#panel.from)) / rows),
      target: Math.ceil((column * sizeOf(this.#panel.to)) / columns),
    };
  }

  #frame({ about, theme, width, height, t }: PanelView): ChartFrame {
    const { from, to } = this.#panel;
    const sizeOf = (name: string): number => about.populations[populationNumber(about, name)]!.size;
    const across = { label: t('matrix.target', { to }), low: 0, high: sizeOf(to) };
    // The first source is at the top.
    const up = { label: t('matrix.source', { from }), low: sizeOf(from), high: 0 };
    return chartFrame(theme, width, height, across, up, barRoom(theme));
  }
}
