/** An activity as an image: cells as rows, time as columns; rates per bin, or values of a variable. Several variables are strips, one below the other. */
import type { Panel } from '../../engine/index.ts';
import type { ColourScale } from '../picture/colour-map.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { everyCell } from './every-cell.ts';
import { barRoom, colourBar, paint, scaleOf } from './heat-image.ts';
import { timeColumn, timeLabel, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelView, Table, TimeAxis } from './panel.ts';
import { named, withUnit } from './short-number.ts';

export type ActivityPanel = Extract<Panel, { readonly panel: 'matrix'; readonly of: string }>;

const [mostRows, mostColumns] = [256, 200];

interface Bins {
  readonly rows: number;
  readonly columns: number;
  /** First step, and steps per column. */
  readonly first: number;
  readonly steps: number;
}

/** What one strip is painted from, kept from picture to picture. */
class Strip {
  /** Undefined: rates. */
  readonly variable: string | undefined;
  numbers = new Float64Array(0);
  rgba = new Uint8ClampedArray(0);

  constructor(variable: string | undefined) {
    this.variable = variable;
  }

  resize(size: number): void {
    if (this.numbers.length === size) return;
    this.numbers = new Float64Array(size);
    this.rgba = new Uint8ClampedArray(4 * size);
  }
}

export class ActivityMatrix implements PanelDrawing {
  readonly #of: string;
  readonly #strips: readonly Strip[];

  constructor({ of, variable }: ActivityPanel) {
    this.#of = of;
    this.#strips = [variable].flat().map((one) => new Strip(one));
  }

  draw(view: PanelView): Picture {
    const { about, theme, width, height, time, t } = view;
    const population = populationNumber(about, this.#of);
    if (population < 0) return noticePicture(theme, width, height, t('panel.none', { name: this.#of }));
    const bins = this.#bins(view, population);
    const frame = this.#frame(view, population);
    const { left, right, top, bottom, x } = frame;
    const painted = this.#strips.map((strip) => ({ strip, scale: this.#paint(view, strip, population, bins) }));
    if (painted.every(({ scale }) => scale === null)) return noticePicture(theme, width, height, t('panel.nothing'));
    const inside: PictureItem[] = [];
    const beside: PictureItem[] = [];
    painted.forEach(({ strip, scale }, k) => {
      const place = this.#place(frame, theme.text, k);
      if (scale === null) return;
      const [begin, end] = [bins.first, bins.first + bins.columns * bins.steps].map((step) => x(step * about.dt)) as [
        number,
        number,
      ];
      const { rows, columns } = bins;
      inside.push({
        kind: 'image',
        x: begin,
        y: place.top,
        width: end - begin,
        height: place.height,
        columns,
        rows,
        rgba: strip.rgba,
      });
      beside.push(...this.#beside(view, strip, scale, place, left, right));
    });
    const cursor = x((time.cursor + 1) * about.dt);
    inside.push({ kind: 'polyline', points: Float32Array.of(cursor, top, cursor, bottom), colour: theme.accent, width: 1 });
    const clip = { kind: 'clip', x: left, y: top, width: right - left + 1, height: bottom - top, items: inside } as const;
    return { width, height, items: [clip, ...frame.items, ...beside] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { about, time, theme, t } = view;
    const population = populationNumber(about, this.#of);
    if (population < 0) return null;
    const frame = this.#frame(view, population);
    const { left, right } = frame;
    if (x < left || x > right) return null;
    const k = this.#strips.findIndex((_, place) => {
      const { top, height } = this.#place(frame, theme.text, place);
      return y >= top && y < top + height;
    });
    if (k < 0) return null;
    const strip = this.#strips[k]!;
    const { top, height } = this.#place(frame, theme.text, k);
    const { size } = about.populations[population]!;
    const cell = Math.floor(((y - top) / height) * size);
    const step = Math.floor(time.from + ((x - left) / (right - left)) * (time.to - time.from)) + 1;
    const bins = this.#bins(view, population);
    this.#fill(view, strip, population, bins);
    const column = Math.floor((step - bins.first) / bins.steps);
    const row = Math.floor((cell * bins.rows) / size);
    const value = column < 0 || column >= bins.columns ? Number.NaN : strip.numbers[row * bins.columns + column]!;
    const lines = [t('graph.cell', { cell, population: this.#of }), toldTime(about, step, t)];
    const told = withUnit(value, unitOf(about, this.#of, strip.variable));
    if (!Number.isNaN(value)) lines.push(this.#strips.length > 1 ? `${strip.variable} = ${told}` : told);
    return { lines, cell: { population, cell }, step };
  }

  table(view: PanelView): Table {
    const { about } = view;
    const population = populationNumber(about, this.#of);
    if (population < 0) return {};
    const bins = this.#bins(view, population);
    for (const strip of this.#strips) this.#fill(view, strip, population, bins);
    const all = this.#strips.map(({ numbers }) => numbers);
    const places = [...all[0]!.keys()].filter((k) => all.some((numbers) => !Number.isNaN(numbers[k]!)));
    const { size } = about.populations[population]!;
    const columns = this.#strips.map(({ variable, numbers }) => {
      return [named(variable ?? 'rate', unitOf(about, this.#of, variable)), places.map((k) => numbers[k]!)] as const;
    });
    return {
      cell: places.map((k) => Math.ceil((Math.floor(k / bins.columns) * size) / bins.rows)),
      [timeColumn(about)]: places.map((k) => (bins.first + (k % bins.columns) * bins.steps) * about.dt),
      ...Object.fromEntries(columns),
    };
  }

  timeAxis(view: PanelView): TimeAxis | null {
    const population = populationNumber(view.about, this.#of);
    if (population < 0) return null;
    const { left, right } = this.#frame(view, population);
    return { left, right };
  }

  /** Null where nothing was seen. */
  #paint(view: PanelView, strip: Strip, population: number, bins: Bins): ColourScale | null {
    this.#fill(view, strip, population, bins);
    const scale = scaleOf(strip.numbers, view.theme);
    if (scale !== null) paint(strip.rgba, strip.numbers, scale);
    return scale;
  }

  #beside(
    { about, theme }: PanelView,
    { variable }: Strip,
    scale: ColourScale,
    { top, height }: { readonly top: number; readonly height: number },
    left: number,
    right: number,
  ): PictureItem[] {
    const bar = colourBar(theme, scale, unitOf(about, this.#of, variable), right + theme.text, top, top + height);
    if (this.#strips.length === 1) return bar;
    const size = theme.text * 1.1;
    return [
      ...bar,
      { kind: 'text', x: left - 8, y: top + height / 2, text: variable ?? '', size, colour: theme.ink, align: 'end', bold: true },
    ];
  }

  #place({ top, bottom }: ChartFrame, text: number, strip: number): { readonly top: number; readonly height: number } {
    const gap = this.#strips.length > 1 ? text * 0.4 : 0;
    const height = Math.max(1, (bottom - top + gap) / this.#strips.length - gap);
    return { top: top + strip * (height + gap), height };
  }

  #bins({ about, time }: PanelView, population: number): Bins {
    const steps = Math.max(1, Math.ceil((time.to - time.from) / mostColumns));
    // Bins lie at multiples of their length, so that they do not shimmer as the window moves.
    const first = Math.floor((time.from + 1) / steps) * steps;
    const columns = Math.max(1, Math.ceil((time.to + 1 - first) / steps));
    return { rows: Math.min(mostRows, about.populations[population]!.size), columns, first, steps };
  }

  /** NaN where nothing was seen. */
  #fill({ about, history }: PanelView, strip: Strip, population: number, { rows, columns, first, steps }: Bins): void {
    strip.resize(rows * columns);
    const { numbers, variable } = strip;
    const { size } = about.populations[population]!;
    if (variable !== undefined) {
      numbers.fill(Number.NaN);
      const demand = everyCell(about, this.#of, variable);
      const store = demand === null ? null : history.values(demand);
      for (let column = 0; store !== null && column < columns; column++) {
        const row = first + column * steps >= history.edge ? null : store.at(first + (column + 1) * steps - 1);
        for (let r = 0; row !== null && r < rows; r++) numbers[r * columns + column] = row.values[Math.floor((r * size) / rows)]!;
      }
      return;
    }
    for (let k = 0; k < numbers.length; k++) {
      const begin = first + (k % columns) * steps;
      numbers[k] = begin >= history.edge || begin + steps <= about.firstStep ? Number.NaN : 0;
    }
    const one = (1000 * rows) / (size * steps * about.dt);
    history.spikes(population).visit(first, first + columns * steps, (at, cells, begin, end) => {
      for (let k = begin; k < end; k++) {
        const row = Math.floor((cells[k]! * rows) / size);
        numbers[row * columns + Math.floor((at[k]! - first) / steps)]! += one;
      }
    });
  }

  /** Of a single strip cells are counted at the side; of several, their names stand there. */
  #frame(view: PanelView, population: number): ChartFrame {
    const { about, time, theme, width, height, t } = view;
    const across = { label: timeLabel(view), low: (time.from + 1) * about.dt, high: (time.to + 1) * about.dt };
    const { size } = about.populations[population]!;
    const up =
      this.#strips.length > 1
        ? { label: t('matrix.cell', { of: this.#of }), low: 0, high: 0 }
        : { label: t('matrix.cell', { of: this.#of }), low: size, high: 0 };
    return chartFrame(theme, width, height, across, up, barRoom(theme));
  }
}
