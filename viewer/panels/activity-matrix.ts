/** An activity as an image: cells as rows, time as columns; rates per bin, or values of a variable. */
import type { Panel } from '../../engine/index.ts';
import type { Picture } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { barRoom, colourBar, paint, scaleOf } from './heat-image.ts';
import type { Hit, PanelDrawing, PanelView, Table, TimeAxis } from './panel.ts';
import { named, withUnit } from './short-number.ts';

type ActivityPanel = Extract<Panel, { readonly panel: 'matrix'; readonly of: string }>;

const [mostRows, mostColumns] = [256, 200];

interface Bins {
  readonly rows: number;
  readonly columns: number;
  /** First step, and steps per column. */
  readonly first: number;
  readonly steps: number;
}

export class ActivityMatrix implements PanelDrawing {
  readonly #panel: ActivityPanel;
  #numbers = new Float64Array(0);
  #rgba = new Uint8ClampedArray(0);

  constructor(panel: ActivityPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { of, variable } = this.#panel;
    const { about, theme, width, height, time, t } = view;
    const population = populationNumber(about, of);
    if (population < 0) return noticePicture(theme, width, height, t('panel.none', { name: of }));
    const bins = this.#bins(view, population);
    this.#fill(view, population, bins);
    const scale = scaleOf(this.#numbers, theme);
    if (scale === null) return noticePicture(theme, width, height, t('panel.nothing'));
    paint(this.#rgba, this.#numbers, scale);
    const frame = this.#frame(view, population);
    const { left, right, top, bottom, x } = frame;
    const [begin, end] = [bins.first, bins.first + bins.columns * bins.steps].map((step) => x(step * about.dt)) as [
      number,
      number,
    ];
    const { rows, columns } = bins;
    const image = {
      kind: 'image',
      x: begin,
      y: top,
      width: end - begin,
      height: bottom - top,
      columns,
      rows,
      rgba: this.#rgba,
    } as const;
    const cursor = x((time.cursor + 1) * about.dt);
    const line = {
      kind: 'polyline',
      points: Float32Array.of(cursor, top, cursor, bottom),
      colour: theme.accent,
      width: 1,
    } as const;
    const clip = { kind: 'clip', x: left, y: top, width: right - left + 1, height: bottom - top, items: [image, line] } as const;
    return {
      width,
      height,
      items: [clip, ...frame.items, ...colourBar(theme, scale, unitOf(about, of, variable), right + theme.text, top, bottom)],
    };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { of, variable } = this.#panel;
    const { about, time, t } = view;
    const population = populationNumber(about, of);
    if (population < 0) return null;
    const { left, right, top, bottom } = this.#frame(view, population);
    if (x < left || x > right || y < top || y >= bottom) return null;
    const { size } = about.populations[population]!;
    const cell = Math.floor(((y - top) / (bottom - top)) * size);
    const step = Math.floor(time.from + ((x - left) / (right - left)) * (time.to - time.from)) + 1;
    const bins = this.#bins(view, population);
    this.#fill(view, population, bins);
    const column = Math.floor((step - bins.first) / bins.steps);
    const row = Math.floor((cell * bins.rows) / size);
    const value = column < 0 || column >= bins.columns ? Number.NaN : this.#numbers[row * bins.columns + column]!;
    const lines = [t('graph.cell', { cell, population: of }), withUnit(step * about.dt, 'ms')];
    if (!Number.isNaN(value)) lines.push(withUnit(value, unitOf(about, of, variable)));
    return { lines, cell: { population, cell }, step };
  }

  table(view: PanelView): Table {
    const { of, variable } = this.#panel;
    const { about } = view;
    const population = populationNumber(about, of);
    if (population < 0) return {};
    const bins = this.#bins(view, population);
    this.#fill(view, population, bins);
    const places = [...this.#numbers.keys()].filter((k) => !Number.isNaN(this.#numbers[k]!));
    const { size } = about.populations[population]!;
    return {
      cell: places.map((k) => Math.ceil((Math.floor(k / bins.columns) * size) / bins.rows)),
      'time (ms)': places.map((k) => (bins.first + (k % bins.columns) * bins.steps) * about.dt),
      [named(variable ?? 'rate', unitOf(about, of, variable))]: places.map((k) => this.#numbers[k]!),
    };
  }

  timeAxis(view: PanelView): TimeAxis | null {
    const population = populationNumber(view.about, this.#panel.of);
    if (population < 0) return null;
    const { left, right } = this.#frame(view, population);
    return { left, right };
  }

  #bins({ about, time }: PanelView, population: number): Bins {
    const steps = Math.max(1, Math.ceil((time.to - time.from) / mostColumns));
    // Bins lie at multiples of their length, so that they do not shimmer as the window moves.
    const first = Math.floor((time.from + 1) / steps) * steps;
    const columns = Math.max(1, Math.ceil((time.to + 1 - first) / steps));
    return { rows: Math.min(mostRows, about.populations[population]!.size), columns, first, steps };
  }

  /** NaN where nothing was seen. */
  #fill({ about, history }: PanelView, population: number, { rows, columns, first, steps }: Bins): void {
    if (this.#numbers.length !== rows * columns) {
      this.#numbers = new Float64Array(rows * columns);
      this.#rgba = new Uint8ClampedArray(4 * rows * columns);
    }
    const numbers = this.#numbers;
    const { size } = about.populations[population]!;
    const { variable } = this.#panel;
    if (variable !== undefined) {
      numbers.fill(Number.NaN);
      const store = history.values({ population, variable, cells: 'all' });
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

  #frame({ about, time, theme, width, height, t }: PanelView, population: number): ChartFrame {
    const across = { label: named(t('axis.time'), 'ms'), low: (time.from + 1) * about.dt, high: (time.to + 1) * about.dt };
    const up = { label: t('matrix.cell', { of: this.#panel.of }), low: about.populations[population]!.size, high: 0 };
    return chartFrame(theme, width, height, across, up, barRoom(theme));
  }
}
