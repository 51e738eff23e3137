/** Two variables of one cell against each other: the past fades, a disc is the moment of the cursor. */
import type { About, Panel, ValueDemand } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { airy, type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { named, withUnit } from './short-number.ts';

type PlanePanel = Extract<Panel, { readonly panel: 'plane' }>;

/** Parts of the trail, each fainter than the next. */
const parts = 6;

export const plane: PanelKind<PlanePanel> = {
  title: ({ of, x, y, cell }, _about, t) => t('plane.title', { of, x, y, cell }),
  demand: (panel, about) => [panel.x, panel.y].flatMap((variable) => demanded(panel, about, variable) ?? []),
  drawing: (panel) => new PlaneDrawing(panel),
};

function demanded({ of, cell }: PlanePanel, about: About, variable: string): ValueDemand | null {
  const population = populationNumber(about, of);
  return population < 0 || cell >= about.populations[population]!.size ? null : { population, variable, cells: [cell] };
}

interface Trail {
  readonly steps: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

class PlaneDrawing implements PanelDrawing {
  readonly #panel: PlanePanel;

  constructor(panel: PlanePanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, time, t } = view;
    const trail = this.#trail(view);
    if (trail.steps.length === 0) return noticePicture(theme, width, height, t('panel.nothing'));
    const frame = this.#frame(view, trail);
    const colour = theme.populations[populationNumber(view.about, this.#panel.of) % theme.populations.length]!;
    const past = trail.steps.findIndex((step) => step > time.cursor);
    const seen = past < 0 ? trail.steps.length : past;
    const items: PictureItem[] = [...frame.items];
    for (let part = 0; part < parts; part++) {
      const [begin, end] = [Math.floor((seen * part) / parts), Math.min(seen, Math.floor((seen * (part + 1)) / parts) + 1)];
      const points = new Float32Array(2 * Math.max(0, end - begin));
      for (let k = begin; k < end; k++) points.set([frame.x(trail.x[k]!), frame.y(trail.y[k]!)], 2 * (k - begin));
      if (points.length > 2) items.push({ kind: 'polyline', points, colour, width: 1.5, alpha: (part + 1) / parts });
    }
    if (seen > 0) {
      const discs = Float32Array.of(frame.x(trail.x[seen - 1]!), frame.y(trail.y[seen - 1]!), theme.text * 0.4);
      items.push({ kind: 'discs', discs, colours: theme.accent, outline: { colour: theme.background, width: 1.5 } });
    }
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const trail = this.#trail(view);
    const frame = this.#frame(view, trail);
    let [best, least] = [-1, 12];
    trail.steps.forEach((_, k) => {
      const distance = Math.hypot(frame.x(trail.x[k]!) - x, frame.y(trail.y[k]!) - y);
      if (distance < least) [best, least] = [k, distance];
    });
    if (best < 0) return null;
    const { about } = view;
    const { of, x: across, y: up, cell } = this.#panel;
    const line = (variable: string, value: number): string => `${variable} = ${withUnit(value, unitOf(about, of, variable))}`;
    const lines = [withUnit((trail.steps[best]! + 1) * about.dt, 'ms'), line(across, trail.x[best]!), line(up, trail.y[best]!)];
    return { lines, cell: { population: populationNumber(about, of), cell }, step: trail.steps[best]! };
  }

  table(view: PanelView): Table {
    const { steps, x, y } = this.#trail(view);
    const { of, x: across, y: up } = this.#panel;
    return {
      'time (ms)': steps.map((step) => (step + 1) * view.about.dt),
      [named(across, unitOf(view.about, of, across))]: x,
      [named(up, unitOf(view.about, of, up))]: y,
    };
  }

  timeAxis(): null {
    return null;
  }

  #trail({ about, history, time }: PanelView): Trail {
    const read = (variable: string): Map<number, number> => {
      const values = new Map<number, number>();
      const demand = demanded(this.#panel, about, variable);
      const store = demand === null ? null : history.values(demand);
      store?.visit(Math.ceil(time.from), Math.floor(time.to) + 1, (step, row, offset) => values.set(step, row[offset]!));
      return values;
    };
    const [x, y] = [read(this.#panel.x), read(this.#panel.y)];
    const steps = [...x.keys()].filter((step) => y.has(step));
    return { steps, x: steps.map((step) => x.get(step)!), y: steps.map((step) => y.get(step)!) };
  }

  #frame({ about, theme, width, height }: PanelView, trail: Trail): ChartFrame {
    const { of, x, y } = this.#panel;
    const [[left, right], [low, high]] = [airy(trail.x), airy(trail.y)];
    const across = { label: named(x, unitOf(about, of, x)), low: left, high: right };
    return chartFrame(theme, width, height, across, { label: named(y, unitOf(about, of, y)), low, high });
  }
}
