/** How often each class was answered with each: a row for what it is, a column for what was answered. */
import type { Confusion, Panel } from '../../engine/index.ts';
import { colourMap } from '../picture/colour-map.ts';
import { mixed } from '../picture/mixed.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { noticePicture } from './chart-frame.ts';
import type { Hit, PanelDrawing, PanelView, Table } from './panel.ts';
import { shortNumber } from './short-number.ts';

export type ConfusionPanel = Extract<Panel, { readonly panel: 'matrix'; readonly confusion: string }>;

interface Frame {
  readonly left: number;
  readonly top: number;
  /** px of a field. */
  readonly field: number;
}

export class ConfusionMatrix implements PanelDrawing {
  readonly #panel: ConfusionPanel;

  constructor(panel: ConfusionPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const confusion = this.#asked(view);
    if (confusion === null) return noticePicture(theme, width, height, t('confusion.nothing'));
    const { classes, counts } = confusion;
    const frame = frameOf(view, classes);
    const { left, top, field } = frame;
    const size = Math.min(theme.text, field * 0.42);
    const items: PictureItem[] = [];
    counts.forEach((count, k) => {
      const [row, column] = [Math.floor(k / classes.length), k % classes.length];
      const share = count / Math.max(1, sumOf(confusion, row));
      const [x, y] = [left + column * field, top + row * field];
      const colour = fieldColour(view, row === column, share);
      items.push({ kind: 'rects', boxes: Float32Array.of(x + 0.5, y + 0.5, field - 1, field - 1), colours: colour });
      if (count > 0 && size > 5) {
        const ink = isBright(colour) ? 0x11151a : 0xffffff;
        items.push({ kind: 'text', x: x + field / 2, y: y + field / 2, text: String(count), size, colour: ink, align: 'middle' });
      }
    });
    return { width, height, items: [...items, ...this.#labels(view, classes, frame)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const confusion = this.#asked(view);
    if (confusion === null) return null;
    const { classes, counts } = confusion;
    const { left, top, field } = frameOf(view, classes);
    const [row, column] = [Math.floor((y - top) / field), Math.floor((x - left) / field)];
    const is = classes[row];
    const answered = classes[column];
    if (is === undefined || answered === undefined) return null;
    const count = counts[row * classes.length + column]!;
    const share = shortNumber((100 * count) / Math.max(1, sumOf(confusion, row)));
    const lines = [view.t('confusion.answered', { is, answered }), `${count} (${share} %)`];
    return { lines, cell: null, step: null };
  }

  table(view: PanelView): Table {
    const confusion = this.#asked(view);
    if (confusion === null) return {};
    const { classes, counts } = confusion;
    const places = [...counts.keys()];
    return {
      class: places.map((k) => classes[Math.floor(k / classes.length)]!),
      answer: places.map((k) => classes[k % classes.length]!),
      count: [...counts],
    };
  }

  timeAxis(): null {
    return null;
  }

  /** It is not told before anything was answered, and asked again until then. */
  #asked({ ask }: PanelView): Confusion | null {
    const { answer } = ask({ of: 'confusion', metric: this.#panel.confusion });
    return answer?.of === 'confusion' ? answer.confusion : null;
  }

  #labels({ theme, t }: PanelView, classes: readonly string[], { left, top, field }: Frame): PictureItem[] {
    const size = Math.min(theme.text * 0.9, field * 0.6);
    const end = top + classes.length * field;
    const texts = classes.flatMap((name, k): PictureItem[] => {
      const middle = (k + 0.5) * field;
      const down = { kind: 'text', x: left - 5, y: top + middle, text: name, size, colour: theme.ink, align: 'end' } as const;
      const across = { ...down, x: left + middle, y: end + 3, align: 'middle', baseline: 'top' } as const;
      return [down, textWidth(name, size) < field ? across : { ...across, text: name.slice(0, 1) }];
    });
    const half = (classes.length * field) / 2;
    const common = { kind: 'text', size: theme.text * 0.9, colour: theme.faint, align: 'middle' } as const;
    return [
      ...texts,
      { ...common, x: left + half, y: end + 4 + size * 1.3, text: t('confusion.answers'), baseline: 'top' },
      {
        ...common,
        x: left - 10 - widest(classes, size),
        y: top + half,
        text: t('confusion.classes'),
        upwards: true,
        baseline: 'bottom',
      },
    ];
  }
}

function sumOf({ classes, counts }: Confusion, row: number): number {
  return counts.subarray(row * classes.length, (row + 1) * classes.length).reduce((sum, count) => sum + count, 0);
}

/** Right answers and wrong ones differ in colour; a wrong one in twenty is seen already. */
function fieldColour({ theme }: PanelView, right: boolean, share: number): number {
  const map = colourMap('diverging', theme.dark);
  const full = right ? map[40]! : map[theme.dark ? 222 : 215]!;
  const rest = theme.dark ? 0x1d222b : 0xeeeeec;
  return mixed(rest, full, right ? share : Math.sqrt(share));
}

function isBright(colour: number): boolean {
  return 0.299 * (colour >> 16) + 0.587 * ((colour >> 8) & 255) + 0.114 * (colour & 255) > 130;
}

function widest(classes: readonly string[], size: number): number {
  return Math.max(...classes.map((name) => textWidth(name, size)));
}

function frameOf({ width, height, theme }: PanelView, classes: readonly string[]): Frame {
  const names = Math.min(width / 3, widest(classes, theme.text * 0.9));
  const room = { left: names + theme.text * 2.2, below: theme.text * 3, margin: 8 };
  const field = Math.min(
    (width - room.left - room.margin) / classes.length,
    (height - room.below - room.margin) / classes.length,
    theme.text * 6,
  );
  const left = room.left + (width - room.left - room.margin - field * classes.length) / 2;
  return { left, top: room.margin + (height - room.below - room.margin - field * classes.length) / 2, field };
}
