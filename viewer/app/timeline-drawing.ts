/** The whole run in one line: how much spiked when, what is seen of it, and where the cursor is. Drawn like a panel. */
import type { PanelDrawing, PanelView, TimeAxis } from '../panels/panel.ts';
import { thinned } from '../panels/thinned.ts';
import { timeTicks } from '../picture/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';

const left = 12;
const right = 12;
const labels = 16;
const barWidth = 2;

/** What the timeline is of. */
type Timed = Pick<PanelView, 'about' | 'history' | 'planned'>;

/** Steps that the timeline spans: the planned run, or all there is of it. */
export function extentOf({ about, history, planned }: Timed): { from: number; to: number } {
  return { from: about.firstStep, to: Math.max(planned ?? 0, history.edge, about.firstStep + 10) };
}

/** The step at a place on the line. */
export function stepAt(view: PanelView, x: number): number {
  const { from, to } = extentOf(view);
  return from + ((x - left) / Math.max(1, view.width - left - right)) * (to - from);
}

export class TimelineDrawing implements PanelDrawing {
  draw(view: PanelView): Picture {
    const { width, height, theme, time, about } = view;
    const { from, to } = extentOf(view);
    const place = (step: number): number => left + ((step - from) / (to - from)) * (width - left - right);
    const floor = height - labels;
    const items: PictureItem[] = [
      box(left, 0, width - left - right, floor, theme.faint, 0.12),
      ...this.#bars(view, floor),
      ...this.#metric(view, floor),
      ...view.history.gaps.map((gap) => box(place(gap.from), 0, place(gap.to) - place(gap.from), floor, theme.faint, 0.5)),
      box(
        place(Math.max(from, time.from)),
        0,
        Math.max(2, place(time.to) - place(Math.max(from, time.from))),
        floor,
        theme.accent,
        0.22,
      ),
      line(place(time.cursor), floor, theme.accent),
      ...timeTicks({ from, to, dt: about.dt, timed: about.timed, left, right: width - right }).map(
        ({ x, label }): PictureItem => ({
          kind: 'text',
          x: Math.min(Math.max(x, 20), width - 24),
          y: floor + 3,
          text: label,
          size: theme.text * 0.85,
          colour: theme.faint,
          align: 'middle',
          baseline: 'top',
        }),
      ),
    ];
    return { width, height, items };
  }

  #bars(view: PanelView, floor: number): PictureItem[] {
    const { about, history, width, theme } = view;
    const { from, to } = extentOf(view);
    const count = Math.max(1, Math.floor((width - left - right) / barWidth));
    const totals = new Float64Array(count);
    about.populations.forEach(({ spikes }, population) => {
      if (!spikes) return;
      const store = history.spikes(population);
      for (let bar = 0; bar < count; bar++) {
        const begin = from + ((to - from) * bar) / count;
        if (begin >= history.edge) break;
        totals[bar]! += store.countBetween(Math.ceil(begin), Math.ceil(from + ((to - from) * (bar + 1)) / count));
      }
    });
    const most = Math.max(1, ...totals);
    const boxes = new Float32Array(count * 4);
    totals.forEach((total, bar) => {
      const tall = (total / most) * (floor - 2);
      boxes.set([left + bar * barWidth, floor - tall, barWidth, tall], bar * 4);
    });
    return [{ kind: 'rects', boxes, colours: theme.ink, alpha: 0.55 }];
  }

  /** Of what has no spikes, the first thing that it measures. */
  #metric(view: PanelView, floor: number): PictureItem[] {
    const { about, history, width, theme } = view;
    const [name] = about.metrics;
    if (name === undefined || about.populations.some(({ spikes }) => spikes)) return [];
    const { from, to } = extentOf(view);
    const { steps, values } = thinned(history.metric(name), Number.POSITIVE_INFINITY, width - left - right);
    const [least, most] = [Math.min(...values), Math.max(...values)];
    if (!(most > least)) return [];
    const points = new Float32Array(2 * steps.length);
    steps.forEach((step, k) => {
      points[2 * k] = left + ((step - from) / (to - from)) * (width - left - right);
      points[2 * k + 1] = floor - 2 - ((values[k]! - least) / (most - least)) * (floor - 4);
    });
    return [{ kind: 'polyline', points, colour: theme.ink, width: 1.2, alpha: 0.7 }];
  }

  hit(view: PanelView, x: number): { lines: string[]; cell: null; step: number } {
    return { lines: [], cell: null, step: stepAt(view, x) };
  }

  table(): Record<string, never[]> {
    return {};
  }

  timeAxis({ width }: PanelView): TimeAxis {
    return { left, right: width - right };
  }
}

function box(x: number, y: number, width: number, height: number, colours: number, alpha: number): PictureItem {
  return { kind: 'rects', boxes: Float32Array.of(x, y, width, height), colours, alpha };
}

function line(x: number, floor: number, colour: number): PictureItem {
  return { kind: 'polyline', points: Float32Array.of(x, 0, x, floor), colour, width: 2 };
}
