/** Numbers side by side: metrics as they were last told at the cursor, or a variable of each cell. */
import type { Panel, PanelScale } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { cellNumbers, demandOf, populationNumber, unitOf } from './cell-numbers.ts';
import { airyFactors, noticePicture } from './chart-frame.ts';
import { lastTold } from './last-told.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { linearOrLog } from './scale-options.ts';
import { named, shortNumber, withUnit } from './short-number.ts';

type BarsPanel = Extract<Panel, { readonly panel: 'bars' }>;
type CellBarsPanel = Extract<BarsPanel, { readonly variable: string }>;

interface Bar {
  readonly name: string;
  /** NaN: not told yet. */
  readonly value: number;
}

export const bars: PanelKind<BarsPanel> = {
  title: (panel, _about, t) =>
    'variable' in panel ? t('matrix.values', { of: panel.of, variable: panel.variable }) : t('bars.title'),
  demand: (panel, about) => ('variable' in panel ? demandOf(about, panel.of, panel.variable) : []),
  options: (panel, _about, t) => ('variable' in panel ? [] : linearOrLog(panel, t)),
  drawing: (panel) => new BarsDrawing(panel),
};

/** px above and below all bars. */
const margin = 8;

class BarsDrawing implements PanelDrawing {
  readonly #panel: BarsPanel;

  constructor(panel: BarsPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const all = this.#bars(view);
    if (all.every(({ value }) => Number.isNaN(value))) return noticePicture(theme, width, height, t('panel.nothing'));
    const { row, top } = rowsOf(view, all.length);
    const size = Math.min(theme.text, row * 0.8);
    const names = Math.min(width / 2, Math.max(...all.map(({ name }) => textWidth(name, size))) + 20);
    const place = placeOn(all, this.#scale, names, width - size * 5);
    const items: PictureItem[] = all.flatMap(({ name, value }, k): PictureItem[] => {
      const y = top + (k + 0.5) * row;
      const [from, to] = place(value);
      return [
        { kind: 'text', x: names - 8, y, text: name, size, colour: theme.ink, align: 'end' },
        {
          kind: 'rects',
          boxes: Float32Array.of(from, y - row * 0.36, Math.max(1, to - from), row * 0.72),
          colours: this.#colour(view, all, k),
        },
        { kind: 'text', x: to + 6, y, text: shortNumber(value), size, colour: theme.ink, bold: true },
      ];
    });
    return { width, height, items };
  }

  hit(view: PanelView, _x: number, y: number): Hit | null {
    const all = this.#bars(view);
    const { row, top } = rowsOf(view, all.length);
    const place = Math.floor((y - top) / row);
    const bar = all[place];
    if (bar === undefined) return null;
    const panel = this.#panel;
    if (!('variable' in panel)) return { lines: [`${bar.name} = ${shortNumber(bar.value)}`], cell: null, step: null };
    const value = withUnit(bar.value, unitOf(view.about, panel.of, panel.variable));
    const cell = { population: populationNumber(view.about, panel.of), cell: place };
    return { lines: [view.t('graph.cell', { cell: place, population: panel.of }), `${bar.name}: ${value}`], cell, step: null };
  }

  table(view: PanelView): Table {
    const all = this.#bars(view);
    const panel = this.#panel;
    const value = 'variable' in panel ? named(panel.variable, unitOf(view.about, panel.of, panel.variable)) : 'value';
    const names = all.map(({ name }) => name);
    return { ['variable' in panel ? 'cell' : 'metric']: names, [value]: all.map((bar) => bar.value) };
  }

  timeAxis(): null {
    return null;
  }

  get #scale(): PanelScale {
    return 'variable' in this.#panel ? 'linear' : (this.#panel.scale ?? 'linear');
  }

  /** Metrics differ in colour; of cells the largest stands out. */
  #colour({ theme, about }: PanelView, all: readonly Bar[], k: number): number {
    const { populations, accent } = theme;
    if (!('variable' in this.#panel)) return populations[k % populations.length]!;
    const isLargest = all.every(({ value }) => !(value > all[k]!.value));
    return isLargest ? accent : populations[populationNumber(about, this.#panel.of) % populations.length]!;
  }

  #bars(view: PanelView): Bar[] {
    const panel = this.#panel;
    return 'variable' in panel ? cellBars(panel, view) : metricBars([panel.of].flat(), view);
  }
}

function metricBars(names: readonly string[], view: PanelView): Bar[] {
  return names.map((name) => ({ name, value: lastTold(name, view) }));
}

function cellBars({ of, variable, labels }: CellBarsPanel, view: PanelView): Bar[] {
  const size = view.about.populations[populationNumber(view.about, of)]?.size ?? 0;
  const numbers = cellNumbers(view, of, variable);
  return Array.from({ length: size }, (_, k) => ({ name: labels?.[k] ?? String(k), value: numbers?.[k] ?? Number.NaN }));
}

function rowsOf({ height, theme }: PanelView, count: number): { readonly row: number; readonly top: number } {
  const row = Math.min(theme.text * 4, (height - 2 * margin) / Math.max(1, count));
  return { row, top: (height - row * count) / 2 };
}

/** Where a bar begins and ends. */
function placeOn(all: readonly Bar[], scale: PanelScale, left: number, right: number): (value: number) => [number, number] {
  const known = all.map(({ value }) => value).filter((value) => !Number.isNaN(value));
  if (scale === 'log') {
    const [low, high] = airyFactors(known) ?? [0.1, 1];
    // From a power of ten on, so that bars keep their lengths.
    const from = Math.floor(Math.log10(low));
    const per = (right - left) / (Math.ceil(Math.log10(high)) - from);
    return (value) => [left, value > 0 ? left + (Math.log10(value) - from) * per : left];
  }
  const [least, most] = [Math.min(0, ...known), Math.max(0, ...known)];
  // What looks like a share is drawn against 1.
  const whole = least === 0 && most <= 1 ? 1 : most;
  const place = (value: number): number => left + ((value - least) / (whole - least || 1)) * (right - left);
  return (value) => (Number.isNaN(value) ? [place(0), place(0)] : [place(Math.min(0, value)), place(Math.max(0, value))]);
}
