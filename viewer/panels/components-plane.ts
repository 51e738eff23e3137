/** The state of many cells as a point in the plane in which they differ most: where it was fades, a disc is the moment of the cursor. */
import type { Panel } from '../../engine/index.ts';
import { mixed } from '../picture/mixed.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { airy, type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { everyCell, someCells } from './every-cell.ts';
import { timeColumn, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelView, Table } from './panel.ts';
import { likeBefore, type PrincipalPlane, principalPlane } from './principal-plane.ts';
import { shortNumber } from './short-number.ts';

export type ComponentsPanel = Extract<Panel, { readonly panel: 'plane'; readonly components: true }>;

/** Moments that are shown at most, and of these so many decide the plane. */
const [mostPoints, mostRows] = [2000, 256];
/** A window of fewer moments shows nothing yet. */
const leastRows = 4;
const near = 10;

interface Trail {
  readonly steps: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** The largest cell of `by` in each step; -1 where nobody asked. */
  readonly labels: readonly number[];
  readonly shares: PrincipalPlane['shares'];
}

export class ComponentsPlane implements PanelDrawing {
  readonly #panel: ComponentsPanel;
  /** Of the picture before: the plane's own directions may as well point the other way. */
  #before: PrincipalPlane['directions'] | null = null;

  constructor(panel: ComponentsPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const trail = this.#trail(view);
    if (trail === null) return noticePicture(theme, width, height, t('panel.nothing'));
    const frame = this.#frame(view, trail);
    const { steps, x, y, labels } = trail;
    const points = Float32Array.from({ length: 2 * steps.length }, (_, k) =>
      k % 2 === 0 ? frame.x(x[k >> 1]!) : frame.y(y[k >> 1]!),
    );
    const colours = Uint32Array.from(steps, (_, k) => {
      const full = this.#panel.by === undefined ? theme.accent : theme.populations[labels[k]! % theme.populations.length]!;
      return mixed(theme.background, full, 0.15 + 0.85 * ((k + 1) / steps.length) ** 2);
    });
    const discs = Float32Array.from({ length: 3 * steps.length }, (_, k) =>
      k % 3 === 2 ? 2.2 : points[2 * Math.floor(k / 3) + (k % 3)]!,
    );
    const now = Float32Array.of(points.at(-2)!, points.at(-1)!, theme.text * 0.45);
    const items: PictureItem[] = [
      ...frame.items,
      { kind: 'polyline', points, colour: theme.faint, width: 0.8, alpha: Math.max(0.05, Math.min(0.3, 60 / steps.length)) },
      { kind: 'discs', discs, colours },
      { kind: 'discs', discs: now, colours: colours.at(-1)!, outline: { colour: theme.ink, width: 1.8 } },
      ...this.#legend(view, labels),
    ];
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const trail = this.#trail(view);
    if (trail === null) return null;
    const frame = this.#frame(view, trail);
    let [best, least] = [-1, near];
    trail.steps.forEach((_, k) => {
      const distance = Math.hypot(frame.x(trail.x[k]!) - x, frame.y(trail.y[k]!) - y);
      if (distance < least) [best, least] = [k, distance];
    });
    if (best < 0) return null;
    const lines = [toldTime(view.about, trail.steps[best]! + 1, view.t)];
    if (this.#panel.by !== undefined) lines.push(`${this.#panel.by} ${trail.labels[best]!}`);
    return { lines, cell: null, step: trail.steps[best]! };
  }

  table(view: PanelView): Table {
    const trail = this.#trail(view);
    if (trail === null) return {};
    const { steps, x, y, labels } = trail;
    return {
      [timeColumn(view.about)]: steps.map((step) => (step + 1) * view.about.dt),
      'component 1': x,
      'component 2': y,
      ...(this.#panel.by === undefined ? {} : { [this.#panel.by]: labels }),
    };
  }

  timeAxis(): null {
    return null;
  }

  /** Of the window up to the cursor. */
  #trail(view: PanelView): Trail | null {
    const { about, history, time } = view;
    const demand = someCells(about, this.#panel.of, this.#panel.variable);
    const store = demand === null ? null : history.values(demand);
    if (store === null) return null;
    const [steps, values]: [number[], Float32Array[]] = [[], []];
    store.visit(Math.max(about.firstStep, Math.ceil(time.from)), Math.floor(time.cursor) + 1, (step, row, offset) => {
      steps.push(step);
      values.push(row.subarray(offset, offset + store.width));
    });
    if (steps.length < leastRows) return null;
    const plane = this.#plane(values, store.width);
    if (plane === null) return null;
    const every = Math.ceil(steps.length / mostPoints);
    // The last one is always shown.
    const shown = [...steps.keys()].filter((k) => (steps.length - 1 - k) % every === 0);
    const [x, y] = plane.directions.map((direction) => shown.map((k) => along(values[k]!, plane.mean, direction))) as [
      number[],
      number[],
    ];
    const labels = this.#labels(
      view,
      shown.map((k) => steps[k]!),
    );
    return { steps: shown.map((k) => steps[k]!), x, y, labels, shares: plane.shares };
  }

  #plane(values: readonly Float32Array[], width: number): PrincipalPlane | null {
    const every = Math.ceil(values.length / mostRows);
    const taken = values.filter((_, k) => k % every === 0);
    const rows = new Float64Array(taken.length * width);
    taken.forEach((row, k) => rows.set(row, k * width));
    const plane = principalPlane(rows, width);
    if (plane === null) return null;
    const directions = plane.directions.map((direction, k) => likeBefore(direction, this.#before?.[k as 0 | 1] ?? null));
    this.#before = [directions[0]!, directions[1]!];
    return { ...plane, directions: this.#before };
  }

  #labels({ about, history }: PanelView, steps: readonly number[]): number[] {
    const { by } = this.#panel;
    const demand =
      by === undefined ? null : everyCell(about, by, about.populations.find(({ name }) => name === by)?.output ?? '');
    const store = demand === null ? null : history.values(demand);
    return steps.map((step) => {
      const row = store?.at(step) ?? null;
      return row === null ? -1 : row.values.reduce((best, value, k) => (value > row.values[best]! ? k : best), 0);
    });
  }

  #legend({ theme, width }: PanelView, labels: readonly number[]): PictureItem[] {
    if (this.#panel.by === undefined) return [];
    const seen = [...new Set(labels)]
      .filter((label) => label >= 0)
      .sort((a, b) => a - b)
      .slice(0, theme.populations.length);
    return seen.map((label, k) => ({
      kind: 'text',
      x: width - 6,
      y: theme.text * (1 + 1.3 * k),
      text: `${this.#panel.by} ${label}`,
      size: theme.text * 0.9,
      colour: theme.populations[label % theme.populations.length]!,
      align: 'end',
      bold: true,
    }));
  }

  #frame({ theme, width, height, t }: PanelView, { x, y, shares }: Trail): ChartFrame {
    const axis = (values: readonly number[], k: 0 | 1) => {
      const [low, high] = airy(values);
      return { label: t('components.axis', { number: k + 1, share: shortNumber(100 * shares[k]) }), low, high };
    };
    return chartFrame(theme, width, height, axis(x, 0), axis(y, 1), this.#panel.by === undefined ? undefined : theme.text * 5);
  }
}

function along(row: Float32Array, mean: Float64Array, direction: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < row.length; k++) sum += (row[k]! - mean[k]!) * direction[k]!;
  return sum;
}
