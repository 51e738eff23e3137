/**
 * A text that a network reads, character by character: the redder, the less it was foretold. Below it what the network writes by itself,
 * coloured in the same way.
 */
import type { Panel } from '../../engine/index.ts';
import { mixed } from '../picture/mixed.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber } from './cell-numbers.ts';
import { noticePicture } from './chart-frame.ts';
import { everyCell } from './every-cell.ts';
import { timeColumn, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelView, Table, Theme } from './panel.ts';
import { shortNumber } from './short-number.ts';

export type ReadTextPanel = Extract<Panel, { readonly panel: 'text'; readonly reads: string }>;

/** Characters that the network writes. */
const written = 240;
const margin = 12;
/** Height of a line, and width of a character, as shares of the text's size. */
const [leading, advance] = [1.55, 0.62];
/** What no one sees, as something to be seen. */
const shown: Readonly<Record<string, string>> = { '\n': '↵', '\t': '→', '\r': '' };

interface Character {
  readonly text: string;
  /** Bits; NaN where nothing was foretold. */
  readonly surprise: number;
  /** null: it was written, not read. */
  readonly step: number | null;
}

/** Where characters stand. */
interface Page {
  readonly top: number;
  readonly columns: number;
  readonly lines: number;
}

export class ReadText implements PanelDrawing {
  readonly #panel: ReadTextPanel;
  readonly #alphabet: readonly string[];

  constructor(panel: ReadTextPanel) {
    this.#panel = panel;
    this.#alphabet = [...panel.alphabet];
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const pages = this.#pages(view);
    const read = this.#read(view, pages.read);
    if (read.length === 0) return noticePicture(theme, width, height, t('panel.nothing'));
    const { prompt } = this.#panel;
    const items = [
      heading(t('text.reads', { of: this.#panel.reads }), pages.read, theme),
      ...this.#key(view),
      ...this.#characters(view, read, pages.read),
    ];
    if (prompt === undefined) return { width, height, items };
    const { characters, why } = this.#written(view);
    items.push(heading(t('text.writes', { prompt }), pages.written, theme));
    if (why !== null) items.push({ ...heading(why, pages.written, theme), y: pages.written.top + theme.text * leading });
    return { width, height, items: [...items, ...this.#characters(view, characters, pages.written)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { about, t } = view;
    const pages = this.#pages(view);
    const found =
      characterAt(view, this.#read(view, pages.read), pages.read, x, y) ??
      characterAt(view, this.#written(view).characters, pages.written, x, y);
    if (found === null) return null;
    const { text, surprise, step } = found;
    const lines = [`‘${text}’`];
    if (!Number.isNaN(surprise)) lines.push(t('text.surprise', { bits: shortNumber(surprise) }));
    if (step !== null) lines.push(toldTime(about, step, t));
    return { lines, cell: null, step };
  }

  table(view: PanelView): Table {
    const read = this.#read(view, this.#pages(view).read);
    return {
      [timeColumn(view.about)]: read.map(({ step }) => (step ?? 0) * view.about.dt),
      character: read.map(({ text }) => text),
      'surprise (bits)': read.map(({ surprise }) => surprise),
    };
  }

  timeAxis(): null {
    return null;
  }

  #pages({ width, height, theme }: PanelView): { readonly read: Page; readonly written: Page } {
    const columns = Math.max(8, Math.floor((width - 2 * margin) / (theme.text * advance)));
    const line = theme.text * leading;
    const all = Math.max(2, Math.floor((height - margin) / line));
    const lines = this.#panel.prompt === undefined ? all - 1 : Math.max(1, Math.floor(all / 2) - 1);
    const top = margin / 2;
    return { read: { top, columns, lines }, written: { top: top + (lines + 1) * line, columns, lines: all - lines - 2 } };
  }

  /** As many as fill whole lines, so that a character stays where it is until its line goes. */
  #read({ about, history, time }: PanelView, { columns, lines }: Page): Character[] {
    const { of, variable, reads } = this.#panel;
    const given = everyCell(about, reads, about.populations[populationNumber(about, reads)]?.output ?? '');
    const foretold = everyCell(about, of, variable);
    const [texts, shares] = [given, foretold].map((demand) => (demand === null ? null : history.values(demand)));
    const end = Math.floor(time.cursor) + 1;
    const from = Math.max(about.firstStep, (Math.floor(end / columns) - lines + 1) * columns);
    const characters: Character[] = [];
    texts?.visit(from, end, (step, values, offset) => {
      const cell = largest(values, offset, texts.width);
      const before = shares?.at(step - 1);
      const share = before?.step === step - 1 ? before.values[cell]! : Number.NaN;
      characters.push({ text: this.#alphabet[cell]!, surprise: -Math.log2(Math.max(share, 1e-12)), step });
    });
    return characters;
  }

  #written({ about, ask, t }: PanelView): { readonly characters: Character[]; readonly why: string | null } {
    const { of, variable, reads, prompt = '' } = this.#panel;
    const { answer, why } = ask({
      of: 'generated',
      inputs: populationNumber(about, reads),
      population: populationNumber(about, of),
      variable,
      prompt: [...prompt].map((character) => this.#alphabet.indexOf(character)),
      length: written,
    });
    if (answer?.of !== 'generated')
      return { characters: [], why: why === null ? t('panel.waiting') : t('panel.unknown', { why }) };
    const { cells, shares } = answer.generated;
    const given = [...prompt].map((text): Character => ({ text, surprise: Number.NaN, step: null }));
    const own = Array.from(cells, (cell, k): Character => {
      return { text: this.#alphabet[cell]!, surprise: -Math.log2(Math.max(shares[k]!, 1e-12)), step: null };
    });
    return { characters: [...given, ...own], why: null };
  }

  #characters({ theme }: PanelView, characters: readonly Character[], page: Page): PictureItem[] {
    const { columns } = page;
    const [wide, line] = [theme.text * advance, theme.text * leading];
    const first = characters[0]?.step ?? 0;
    const [boxes, colours]: [number[], number[]] = [[], []];
    const rows: string[][] = [];
    characters.forEach(({ text, surprise }, k) => {
      const place = (first % columns) + k;
      const [row, column] = [Math.floor(place / columns), place % columns];
      if (row >= page.lines) return;
      if (!Number.isNaN(surprise)) {
        boxes.push(margin + column * wide, page.top + (row + 1) * line, wide, line * 0.94);
        colours.push(this.#colour(surprise, theme));
      }
      rows[row] ??= new Array<string>(column).fill(' ');
      rows[row]!.push(shown[text] ?? text);
    });
    const texts = rows.flatMap((row, k) => lettersOf(row, page.top + (k + 1.47) * line, wide, theme));
    return [{ kind: 'rects', boxes: Float32Array.from(boxes), colours: Uint32Array.from(colours) }, ...texts];
  }

  /** As much as a guess among all characters is full surprise. */
  #colour(bits: number, { dark, background }: Theme): number {
    return mixed(background, dark ? 0xb5452c : 0xf08a6a, Math.min(1, Math.max(0, bits) / Math.log2(this.#alphabet.length)));
  }

  #key({ theme, width, t }: PanelView): PictureItem[] {
    const steps = 24;
    const most = Math.log2(this.#alphabet.length);
    const wide = theme.text * 0.3;
    const left = width - margin - steps * wide - theme.text * 3.4;
    const boxes = Float32Array.from(
      { length: 4 * steps },
      (_, k) => [left + (k >> 2) * wide, margin / 2 + 2, wide + 0.5, theme.text * 0.9][k % 4]!,
    );
    const colours = Uint32Array.from({ length: steps }, (_, k) => this.#colour((most * k) / (steps - 1), theme));
    const common = { kind: 'text', y: margin / 2 + 2 + theme.text * 0.45, size: theme.text * 0.85, colour: theme.faint } as const;
    return [
      { kind: 'rects', boxes, colours },
      { ...common, x: left - 5, text: '0', align: 'end' },
      { ...common, x: left + steps * wide + 5, text: t('text.bits', { bits: shortNumber(most) }) },
    ];
  }
}

function heading(text: string, { top }: Page, { text: size, accent }: Theme): Extract<PictureItem, { kind: 'text' }> {
  return { kind: 'text', x: margin, y: top, text, size: size * 0.95, colour: accent, baseline: 'top', bold: true };
}

/** Letter by letter, since the widths of a font are its own. */
function lettersOf(row: readonly string[], y: number, wide: number, { text: size, ink }: Theme): PictureItem[] {
  return row.flatMap((text, column): PictureItem[] =>
    text.trim() === ''
      ? []
      : [{ kind: 'text', x: margin + (column + 0.5) * wide, y, text, size, colour: ink, mono: true, align: 'middle' }],
  );
}

function characterAt({ theme }: PanelView, characters: readonly Character[], page: Page, x: number, y: number): Character | null {
  const [wide, line] = [theme.text * advance, theme.text * leading];
  const [column, row] = [Math.floor((x - margin) / wide), Math.floor((y - page.top) / line) - 1];
  if (column < 0 || column >= page.columns || row < 0 || row >= page.lines) return null;
  const first = (characters[0]?.step ?? 0) % page.columns;
  return characters[row * page.columns + column - first] ?? null;
}

function largest(values: Float32Array, offset: number, width: number): number {
  let best = 0;
  for (let k = 1; k < width; k++) if (values[offset + k]! > values[offset + best]!) best = k;
  return best;
}
