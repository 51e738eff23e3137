/** A state variable of some cells over time, with its threshold, and their spikes above. Of several populations, for comparison. */
import type { About, Panel, ValueDemand } from '../../engine/index.ts';
import type { ValueStore } from '../history/value-store.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { airy, noticePicture } from './chart-frame.ts';
import { envelope } from './envelope.ts';
import { timeColumn, toldTime } from './model-time.ts';
import { lineColour, namesAbove } from './names-above.ts';
import type { CellId, Hit, PanelDrawing, PanelKind, PanelView, Table, TimeAxis } from './panel.ts';
import { named, withUnit } from './short-number.ts';
import { type TimeChart, timeAxisOf, timeChart, timeMarks } from './time-chart.ts';
import { RunningExtent } from './value-extent.ts';

type TracePanel = Extract<Panel, { readonly panel: 'trace' }>;

export const trace: PanelKind<TracePanel> = {
  title: ({ of, variable }, _about, t) => t('trace.title', { of: [of].flat().join(', '), variable }),
  demand: (panel, about) => demandsOf(panel, about),
  drawing: (panel) => new TraceDrawing(panel),
};

/** Of the populations that have the variable. */
function demandsOf({ of, variable, cells }: TracePanel, about: About): (ValueDemand & { readonly cells: readonly number[] })[] {
  return [of].flat().flatMap((name) => {
    const population = populationNumber(about, name);
    return population >= 0 && Object.hasOwn(about.populations[population]!.variables, variable)
      ? [{ population, variable, cells }]
      : [];
  });
}

/** One cell over time. */
interface Line {
  readonly cell: CellId;
  readonly name: string;
  readonly store: ValueStore;
  /** Its place in a row. */
  readonly column: number;
}

type Chart = TimeChart & { readonly lines: readonly Line[] };

class TraceDrawing implements PanelDrawing {
  readonly #panel: TracePanel;
  readonly #names: readonly string[];
  readonly #extents: readonly RunningExtent[];

  constructor(panel: TracePanel) {
    this.#panel = panel;
    this.#names = [panel.of].flat();
    this.#extents = this.#names.map(() => new RunningExtent());
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { of, variable } = this.#panel;
    const chart = this.#chart(view);
    if (chart === null) return noticePicture(theme, width, height, t('trace.missing', { variable, of: [of].flat().join(', ') }));
    const lines = chart.lines.map(({ store, column }, k): PictureItem => {
      const points = envelope(view, store, column, chart);
      return { kind: 'polyline', points, colour: lineColour(view.theme, k), width: 1.4 };
    });
    const inside = [...this.#thresholds(view, chart), ...lines, ...timeMarks(view, chart)];
    const items = [
      ...chart.frame.items,
      chart.inside(inside),
      ...spikes(view, chart),
      ...namesAbove(
        theme,
        chart.frame,
        chart.lines.map(({ name }) => name),
      ),
    ];
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const chart = this.#chart(view);
    if (chart === null || x < chart.frame.left || x > chart.frame.right) return null;
    const { about, t } = view;
    const { variable } = this.#panel;
    const step = Math.round(chart.step(x));
    const seen = chart.lines.flatMap(({ store, column, ...line }) => {
      const row = store.at(step);
      return row === null || row.step < step - 1 ? [] : [{ ...line, value: row.values[column]! }];
    });
    if (seen.length === 0) return { lines: [toldTime(about, step, t)], cell: null, step };
    const distances = seen.map(({ value }) => Math.abs(chart.frame.y(value) - y));
    const nearest = distances.indexOf(Math.min(...distances));
    const unit = unitOf(about, this.#names[0]!, variable);
    const lines = seen.map(({ name, value }) => `${name}: ${withUnit(value, unit)}`);
    const cell = distances[nearest]! < 12 ? seen[nearest]!.cell : null;
    return { lines: [toldTime(about, step + 1, t), ...lines], cell, step };
  }

  table(view: PanelView): Table {
    const chart = this.#chart(view);
    if (chart === null) return {};
    const { about, time } = view;
    const { variable } = this.#panel;
    const unit = unitOf(about, this.#names[0]!, variable);
    const columns = chart.lines.map(({ store, column, name }) => {
      const values = new Map<number, number>();
      store.visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (step, row, offset) =>
        values.set(step, row[offset + column]!),
      );
      return [named(`${variable} of ${name}`, unit), values] as const;
    });
    // Populations that were asked for at different times begin at different steps.
    const steps = [...columns[0]![1].keys()].filter((step) => columns.every(([, values]) => values.has(step)));
    const entries = columns.map(([name, values]) => [name, steps.map((step) => values.get(step)!)] as const);
    return { [timeColumn(about)]: steps.map((step) => (step + 1) * about.dt), ...Object.fromEntries(entries) };
  }

  timeAxis(view: PanelView): TimeAxis | null {
    const chart = this.#chart(view);
    return chart === null ? null : timeAxisOf(chart);
  }

  /** Null where nothing is known. */
  #chart(view: PanelView): Chart | null {
    const { about, history } = view;
    const { variable } = this.#panel;
    const stores = demandsOf(this.#panel, about).map((demand) => ({ ...demand, store: history.values(demand) }));
    const lines = stores.flatMap(({ population, cells, store }) =>
      store === null ? [] : linesOf(about, population, cells, store),
    );
    if (lines.length === 0) return null;
    const [low, high] =
      this.#panel.between ??
      this.#seen(
        view,
        stores.map(({ store }) => store),
      );
    const label = named(variable, unitOf(about, this.#names[0]!, variable));
    return { ...timeChart(view, { label, low, high }), lines };
  }

  /** Limits of all that was seen, so that the axis stands still as time goes on. */
  #seen({ about, history }: PanelView, stores: readonly (ValueStore | null)[]): readonly [low: number, high: number] {
    const marked = this.#levels(about).map(({ value }) => value);
    stores.forEach((store, k) => {
      if (store === null) return;
      const one = this.#extents[k]!;
      one.update(store, history.edge);
      if (one.extent !== null) marked.push(one.extent.low, one.extent.high);
    });
    return airy(marked);
  }

  /** Thresholds of the variable. */
  #levels(about: About) {
    return demandsOf(this.#panel, about).flatMap(({ population }) => {
      const { threshold } = about.populations[population]!;
      return threshold !== null && threshold.variable === this.#panel.variable ? [threshold] : [];
    });
  }

  #thresholds({ about, theme, t }: PanelView, { frame }: TimeChart): PictureItem[] {
    return this.#levels(about).flatMap(({ value }): PictureItem[] => {
      const y = frame.y(value);
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
    });
  }
}

/** A population of one cell needs no number. */
function linesOf({ populations }: About, population: number, cells: readonly number[], store: ValueStore): Line[] {
  const { name, size } = populations[population]!;
  return cells.map((cell, column) => ({
    cell: { population, cell },
    name: size === 1 ? name : `${name} ${cell}`,
    store,
    column,
  }));
}

/** Small marks at the upper edge. */
function spikes(view: PanelView, chart: Chart): PictureItem[] {
  const { time, history, about } = view;
  return chart.lines.flatMap(({ cell }, k): PictureItem[] => {
    if (!about.populations[cell.population]!.spikes) return [];
    const boxes: number[] = [];
    history.spikes(cell.population).visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (steps, spiked, begin, end) => {
      for (let at = begin; at < end; at++)
        if (spiked[at] === cell.cell) boxes.push(chart.x(steps[at]!) - 1, chart.frame.top, 2, 8);
    });
    return [{ kind: 'rects', boxes: Float32Array.from(boxes), colours: lineColour(view.theme, k) }];
  });
}
