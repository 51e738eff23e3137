/** Two variables of cells against each other: the past fades, a disc is the moment of the cursor. Where there is ground, paths go over it. */
import type { Panel, ValueDemand } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { airy, type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { timeColumn, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelView, Table } from './panel.ts';
import { ReliefImage } from './relief-image.ts';
import { named, withUnit } from './short-number.ts';

export type PathsPanel = Extract<Panel, { readonly panel: 'plane'; readonly x: string }>;

/** Parts of the trail, each fainter than the next. */
const parts = 6;

/** The past of one cell. */
export interface Trail {
  readonly cell: number;
  readonly steps: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export class PathsPlane implements PanelDrawing {
  readonly #panel: PathsPanel;
  readonly #cells: readonly number[];
  readonly #relief: ReliefImage | null;

  constructor(panel: PathsPanel) {
    this.#panel = panel;
    this.#cells = [panel.cell].flat();
    this.#relief = panel.over === undefined ? null : new ReliefImage(panel.over);
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const trails = this.#trails(view);
    if (trails.every(({ steps }) => steps.length === 0) && this.#relief === null)
      return noticePicture(theme, width, height, t('panel.nothing'));
    const frame = this.#frame(view, trails);
    const { left, right, top, bottom } = frame;
    const paths = trails.flatMap((trail, k) => this.#path(view, frame, trail, k));
    const ground = this.#relief?.items(frame, theme) ?? [];
    const clip = {
      kind: 'clip',
      x: left,
      y: top,
      width: right - left,
      height: bottom - top,
      items: [...ground, ...paths],
    } as const;
    return { width, height, items: [clip, ...frame.items, ...this.#legend(view, frame)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const trails = this.#trails(view);
    const frame = this.#frame(view, trails);
    let [found, least]: [{ trail: Trail; k: number } | null, number] = [null, 12];
    for (const trail of trails)
      for (const k of trail.steps.keys()) {
        const distance = Math.hypot(frame.x(trail.x[k]!) - x, frame.y(trail.y[k]!) - y);
        if (distance < least) [found, least] = [{ trail, k }, distance];
      }
    if (found === null) return null;
    const { about, t } = view;
    const { trail, k } = found;
    const { of, x: across, y: up } = this.#panel;
    const line = (variable: string, value: number): string => `${variable} = ${withUnit(value, unitOf(about, of, variable))}`;
    const cell = { population: populationNumber(about, of), cell: trail.cell };
    const name = this.#name(trail.cell);
    const lines = [toldTime(about, trail.steps[k]! + 1, t), line(across, trail.x[k]!), line(up, trail.y[k]!)];
    return { lines: name === null ? lines : [name, ...lines], cell, step: trail.steps[k]! };
  }

  table(view: PanelView): Table {
    const trails = this.#trails(view);
    const { of, x, y } = this.#panel;
    const several = this.#cells.length > 1 ? { cell: trails.flatMap(({ steps, cell }) => steps.map(() => cell)) } : {};
    return {
      ...several,
      [timeColumn(view.about)]: trails.flatMap(({ steps }) => steps.map((step) => (step + 1) * view.about.dt)),
      [named(x, unitOf(view.about, of, x))]: trails.flatMap((trail) => trail.x),
      [named(y, unitOf(view.about, of, y))]: trails.flatMap((trail) => trail.y),
    };
  }

  timeAxis(): null {
    return null;
  }

  #path(view: PanelView, frame: ChartFrame, trail: Trail, k: number): PictureItem[] {
    const { theme, about } = view;
    const alone = this.#cells.length === 1;
    const first = alone ? populationNumber(about, this.#panel.of) : k;
    const colour = theme.populations[first % theme.populations.length]!;
    return pathOf(view, frame, trail, { colour, width: alone ? 1.5 : 2, disc: alone ? theme.accent : colour });
  }

  #legend({ theme, width }: PanelView, { right, top }: ChartFrame): PictureItem[] {
    const names = this.#panel.names ?? [];
    const wide = Math.max(0, ...names.map((name) => textWidth(name, theme.text)));
    const x = Math.min(right + theme.text * 0.8, width - wide - 4);
    return names.map((text, k) => ({
      kind: 'text',
      x,
      y: top + (k + 0.6) * theme.text * 1.5,
      text,
      size: theme.text,
      colour: theme.populations[k % theme.populations.length]!,
      bold: true,
    }));
  }

  #name(cell: number): string | null {
    return this.#panel.names?.[this.#cells.indexOf(cell)] ?? (this.#cells.length > 1 ? `${this.#panel.of} ${cell}` : null);
  }

  #trails(view: PanelView): Trail[] {
    const [x, y] = [this.#read(view, this.#panel.x), this.#read(view, this.#panel.y)];
    const steps = [...x.keys()].filter((step) => y.has(step));
    const { size } = view.about.populations[populationNumber(view.about, this.#panel.of)] ?? { size: 0 };
    const shown = this.#cells.filter((cell) => cell < size);
    return shown.map((cell, k) => ({
      cell,
      steps,
      x: steps.map((step) => x.get(step)![k]!),
      y: steps.map((step) => y.get(step)![k]!),
    }));
  }

  /** By step: of all shown cells. */
  #read({ about, history, time }: PanelView, variable: string): Map<number, Float32Array> {
    const population = populationNumber(about, this.#panel.of);
    const size = about.populations[population]?.size ?? 0;
    const demand: ValueDemand = { population, variable, cells: this.#cells.filter((cell) => cell < size) };
    const rows = new Map<number, Float32Array>();
    const store = history.values(demand);
    store?.visit(Math.ceil(time.from), Math.floor(time.to) + 1, (step, row, offset) =>
      rows.set(step, row.subarray(offset, offset + store.width)),
    );
    return rows;
  }

  #frame({ about, theme, width, height }: PanelView, trails: readonly Trail[]): ChartFrame {
    const { of, x, y, over, names } = this.#panel;
    const across = over?.between[0] ?? airy(trails.flatMap((trail) => trail.x));
    const up = over?.between[1] ?? airy(trails.flatMap((trail) => trail.y));
    const room = names === undefined ? undefined : Math.max(...names.map((name) => textWidth(name, theme.text))) + theme.text * 2;
    return chartFrame(
      theme,
      width,
      height,
      { label: named(x, unitOf(about, of, x)), low: across[0], high: across[1] },
      { label: named(y, unitOf(about, of, y)), low: up[0], high: up[1] },
      room,
    );
  }
}

/** The past of a trail fades; a disc is the moment of the cursor. */
export function pathOf(
  { theme, time }: PanelView,
  frame: ChartFrame,
  { steps, x, y }: Trail,
  { colour, width, disc }: { readonly colour: number; readonly width: number; readonly disc: number },
): PictureItem[] {
  const past = steps.findIndex((step) => step > time.cursor);
  const seen = past < 0 ? steps.length : past;
  const items: PictureItem[] = [];
  for (let part = 0; part < parts; part++) {
    const [begin, end] = [Math.floor((seen * part) / parts), Math.min(seen, Math.floor((seen * (part + 1)) / parts) + 1)];
    const points = new Float32Array(2 * Math.max(0, end - begin));
    for (let at = begin; at < end; at++) points.set([frame.x(x[at]!), frame.y(y[at]!)], 2 * (at - begin));
    if (points.length > 2) items.push({ kind: 'polyline', points, colour, width, alpha: (part + 1) / parts });
  }
  if (seen === 0) return items;
  const discs = Float32Array.of(frame.x(x[seen - 1]!), frame.y(y[seen - 1]!), theme.text * 0.4);
  return [...items, { kind: 'discs', discs, colours: disc, outline: { colour: theme.background, width: 1.5 } }];
}
