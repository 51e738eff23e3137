/** A state variable of some cells over time, with its threshold, and their spikes above. */
import type { About, Panel, ValueDemand } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { airy, noticePicture } from './chart-frame.ts';
import { envelope } from './envelope.ts';
import { timeColumn, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table, TimeAxis } from './panel.ts';
import { named, withUnit } from './short-number.ts';
import { type TimeChart, timeAxisOf, timeChart, timeMarks } from './time-chart.ts';
import { RunningExtent } from './value-extent.ts';

type TracePanel = Extract<Panel, { readonly panel: 'trace' }>;

export const trace: PanelKind<TracePanel> = {
  title: ({ of, variable }, _about, t) => t('trace.title', { of, variable }),
  demand: (panel, about) => {
    const demand = demandOf(panel, about);
    return demand === null ? [] : [demand];
  },
  drawing: (panel) => new TraceDrawing(panel),
};

function demandOf({ of, variable, cells }: TracePanel, about: About): ValueDemand | null {
  const population = populationNumber(about, of);
  return population < 0 || !Object.hasOwn(about.populations[population]!.variables, variable)
    ? null
    : { population, variable, cells };
}

class TraceDrawing implements PanelDrawing {
  readonly #panel: TracePanel;
  readonly #extent = new RunningExtent();

  constructor(panel: TracePanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, history, t } = view;
    const { cells, of, variable } = this.#panel;
    const chart = this.#chart(view);
    if (chart === null) return noticePicture(theme, width, height, t('trace.missing', { variable, of }));
    const { store } = chart;
    const lines = cells.map((_, k): PictureItem => {
      const points = envelope(view, store, k, chart);
      return { kind: 'polyline', points, colour: this.#colour(view, k), width: 1.4 };
    });
    const population = populationNumber(view.about, of);
    const spikes = view.about.populations[population]!.spikes ? this.#spikes(view, chart, history.spikes(population)) : [];
    const inside = [...this.#threshold(view, chart), ...lines, ...timeMarks(view, chart)];
    return { width, height, items: [...chart.frame.items, chart.inside(inside), ...spikes, ...this.#legend(view, chart)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const chart = this.#chart(view);
    if (chart === null || x < chart.frame.left || x > chart.frame.right) return null;
    const { about } = view;
    const { of, variable, cells } = this.#panel;
    const step = Math.round(chart.step(x));
    const row = chart.store.at(step);
    if (row === null || row.step < step - 1) return { lines: [toldTime(about, step, view.t)], cell: null, step };
    const unit = unitOf(about, of, variable);
    const distances = cells.map((_, k) => Math.abs(chart.frame.y(row.values[k]!) - y));
    const nearest = distances.indexOf(Math.min(...distances));
    const lines = cells.map((cell, k) => `${of} ${cell}: ${withUnit(row.values[k]!, unit)}`);
    const cell = distances[nearest]! < 12 ? { population: populationNumber(about, of), cell: cells[nearest]! } : null;
    return { lines: [toldTime(about, step + 1, view.t), ...lines], cell, step };
  }

  table(view: PanelView): Table {
    const chart = this.#chart(view);
    if (chart === null) return {};
    const { about, time } = view;
    const { of, variable, cells } = this.#panel;
    const times: number[] = [];
    const columns = cells.map((): number[] => []);
    chart.store.visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (step, values, offset) => {
      times.push((step + 1) * about.dt);
      columns.forEach((column, k) => column.push(values[offset + k]!));
    });
    const unit = unitOf(about, of, variable);
    const entries = cells.map((cell, k) => [named(`${variable} of ${of} ${cell}`, unit), columns[k]!] as const);
    return { [timeColumn(about)]: times, ...Object.fromEntries(entries) };
  }

  timeAxis(view: PanelView): TimeAxis | null {
    const chart = this.#chart(view);
    return chart === null ? null : timeAxisOf(chart);
  }

  /** Limits are those of all that was seen, so that the axis stands still as time goes on; null where nothing is known. */
  #chart(view: PanelView) {
    const { about, history } = view;
    const { of, variable } = this.#panel;
    const demand = demandOf(this.#panel, about);
    const store = demand === null ? null : history.values(demand);
    if (store === null) return null;
    this.#extent.update(store, history.edge);
    const { threshold } = about.populations[populationNumber(about, of)]!;
    const limits = this.#extent.extent;
    const marked = threshold !== null && threshold.variable === variable ? [threshold.value] : [];
    const [low, high] = airy(limits === null ? marked : [limits.low, limits.high, ...marked]);
    return { ...timeChart(view, { label: named(variable, unitOf(about, of, variable)), low, high }), store };
  }

  #colour({ theme }: PanelView, k: number): number {
    return theme.populations[k % theme.populations.length]!;
  }

  #threshold({ about, theme, t }: PanelView, { frame }: TimeChart): PictureItem[] {
    const { of, variable } = this.#panel;
    const { threshold } = about.populations[populationNumber(about, of)]!;
    if (threshold === null || threshold.variable !== variable) return [];
    const y = frame.y(threshold.value);
    const points = Float32Array.of(frame.left, y, frame.right, y);
    return [
      { kind: 'polyline', points, colour: theme.faint, width: 1, dash: [6, 4] },
      {
        kind: 'text',
        x: frame.right - 4,
        y: y + 2,
        text: t('trace.threshold'),
        size: theme.text * 0.8,
        colour: theme.faint,
        align: 'end',
        baseline: 'top',
      },
    ];
  }

  /** Small marks at the upper edge. */
  #spikes(view: PanelView, chart: TimeChart, store: ReturnType<PanelView['history']['spikes']>): PictureItem[] {
    const { time } = view;
    const { cells } = this.#panel;
    const marks = cells.map((): number[] => []);
    store.visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (steps, spiked, begin, end) => {
      for (let k = begin; k < end; k++) {
        const place = cells.indexOf(spiked[k]!);
        if (place >= 0) marks[place]!.push(chart.x(steps[k]!) - 1, chart.frame.top, 2, 8);
      }
    });
    return marks.map((boxes, k) => ({ kind: 'rects', boxes: Float32Array.from(boxes), colours: this.#colour(view, k) }));
  }

  #legend(view: PanelView, { frame }: TimeChart): PictureItem[] {
    const { cells, of } = this.#panel;
    const { theme } = view;
    if (cells.length < 2) return [];
    const apart = textWidth(`${of} 00000`, theme.text) + theme.text;
    return cells.map((cell, k) => ({
      kind: 'text',
      x: frame.left + 6 + k * apart,
      y: theme.text * 0.45,
      text: `${of} ${cell}`,
      size: theme.text * 0.9,
      colour: this.#colour(view, k),
      bold: true,
    }));
  }
}
