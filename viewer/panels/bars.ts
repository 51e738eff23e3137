/** Metrics side by side, as they were last told at the cursor. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { noticePicture } from './chart-frame.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { shortNumber } from './short-number.ts';

type BarsPanel = Extract<Panel, { readonly panel: 'bars' }>;

interface Bar {
  readonly name: string;
  /** NaN: not told yet. */
  readonly value: number;
}

export const bars: PanelKind<BarsPanel> = {
  title: (_panel, _about, t) => t('bars.title'),
  demand: () => [],
  drawing: (panel) => new BarsDrawing(panel),
};

class BarsDrawing implements PanelDrawing {
  readonly #panel: BarsPanel;

  constructor(panel: BarsPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const all = this.#bars(view);
    if (all.every(({ value }) => Number.isNaN(value))) return noticePicture(theme, width, height, t('panel.nothing'));
    const names = Math.min(width / 2, Math.max(...all.map(({ name }) => textWidth(name, theme.text))) + 20);
    const room = width - names - theme.text * 5;
    const values = all.map(({ value }) => (Number.isNaN(value) ? 0 : value));
    // What looks like a share is drawn against 1.
    const most = Math.max(...values) <= 1 && Math.min(...values) >= 0 ? 1 : Math.max(...values, 0);
    const least = Math.min(...values, 0);
    const place = (value: number): number => names + ((value - least) / (most - least || 1)) * room;
    const row = Math.min(theme.text * 4, (height - 16) / all.length);
    const top = (height - row * all.length) / 2;
    const items: PictureItem[] = all.flatMap(({ name, value }, k): PictureItem[] => {
      const y = top + (k + 0.5) * row;
      const colour = theme.populations[k % theme.populations.length]!;
      const known = Number.isNaN(value) ? 0 : value;
      const [from, to] = [place(Math.min(0, known)), place(Math.max(0, known))];
      return [
        { kind: 'text', x: names - 8, y, text: name, size: theme.text, colour: theme.ink, align: 'end' },
        { kind: 'rects', boxes: Float32Array.of(from, y - row * 0.3, Math.max(1, to - from), row * 0.6), colours: colour },
        { kind: 'text', x: to + 6, y, text: shortNumber(value), size: theme.text, colour: theme.ink, bold: true },
      ];
    });
    return { width, height, items };
  }

  hit(view: PanelView, _x: number, y: number): Hit | null {
    const all = this.#bars(view);
    const row = Math.min(view.theme.text * 4, (view.height - 16) / all.length);
    const bar = all[Math.floor((y - (view.height - row * all.length) / 2) / row)];
    return bar === undefined ? null : { lines: [`${bar.name} = ${shortNumber(bar.value)}`], cell: null, step: null };
  }

  table(view: PanelView): Table {
    const all = this.#bars(view);
    return { metric: all.map(({ name }) => name), value: all.map(({ value }) => value) };
  }

  timeAxis(): null {
    return null;
  }

  #bars({ history, time }: PanelView): Bar[] {
    return [this.#panel.of].flat().map((name) => {
      const told = history.metric(name).findLast(({ step }) => step <= time.cursor + 1);
      return { name, value: told?.value ?? Number.NaN };
    });
  }
}
