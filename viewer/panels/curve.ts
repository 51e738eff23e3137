/** Curves: metrics over the run, or at numbers of their own, the rate of each cell against a parameter that each has its own value of, or what is made of one input. */
import type { About, Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { populationNumber } from './cell-numbers.ts';
import { airy, airyFactors, type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { lastTold } from './last-told.ts';
import { timeLabel } from './model-time.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { linearOrLog } from './scale-options.ts';
import { named, shortNumber } from './short-number.ts';
import { FunctionCurve, type FunctionPanel } from './surface/index.ts';
import { thinned } from './thinned.ts';

type CurvePanel = Extract<Panel, { readonly panel: 'curve' }>;
type SeriesPanel = Exclude<CurvePanel, FunctionPanel>;

interface Series {
  readonly name: string;
  readonly colour: number;
  readonly line: boolean;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Of each point, where points are cells. */
  readonly cells: readonly number[] | null;
  /** Where points are moments. */
  readonly steps: readonly number[] | null;
}

export const curve: PanelKind<CurvePanel> = {
  title: (panel, _about, t) => {
    if ('surface' in panel) return t('surface.curve', { of: panel.surface.of, from: panel.surface.from });
    if ('against' in panel) return t('curve.against', { against: panel.against, of: panel.of });
    if ('at' in panel) return t('curve.at', { across: panel.across });
    return t('curve.title', { metrics: [panel.of].flat().join(', ') });
  },
  demand: () => [],
  options: (panel, _about, t) => ('surface' in panel || 'against' in panel || 'at' in panel ? [] : linearOrLog(panel, t)),
  drawing: (panel) => ('surface' in panel ? new FunctionCurve(panel) : new CurveDrawing(panel)),
};

class CurveDrawing implements PanelDrawing {
  readonly #panel: SeriesPanel;

  constructor(panel: SeriesPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const series = seriesOf(this.#panel, view);
    if (series.every(({ x }) => x.length === 0)) return noticePicture(theme, width, height, t('panel.nothing'));
    const frame = this.#frame(view, series);
    const items: PictureItem[] = [...frame.items];
    const places = legendPlaces(series, view, frame.left + theme.text);
    for (const [place, { name, colour, line, x, y, steps }] of series.entries()) {
      if (line) {
        const points = Float32Array.from(x.flatMap((value, k) => [frame.x(value), frame.y(y[k]!)]));
        items.push({ kind: 'polyline', points, colour, width: 2 });
      }
      if (!line || x.length < 40) {
        const discs = x.flatMap((value, k) => [frame.x(value), frame.y(y[k]!), line ? 2.5 : 4]);
        // On an axis of factors 0 lies nowhere.
        const seen = discs.filter((_, k) => !Number.isNaN(discs[k - (k % 3) + 1]!));
        items.push({ kind: 'discs', discs: Float32Array.from(seen), colours: colour });
      }
      const text = steps !== null && y.length > 0 ? `${name} ${shortNumber(y.at(-1)!)}` : name;
      items.push({ kind: 'text', ...places[place]!, text, size: theme.text, colour, bold: true });
    }
    return { width, height, items };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const series = seriesOf(this.#panel, view);
    const frame = this.#frame(view, series);
    let best: { readonly of: Series; readonly k: number } | null = null;
    let least = 12;
    for (const of of series) {
      of.x.forEach((value, k) => {
        const distance = Math.hypot(frame.x(value) - x, frame.y(of.y[k]!) - y);
        if (distance < least) [best, least] = [{ of, k }, distance];
      });
    }
    if (best === null) return null;
    const { of, k } = best as { readonly of: Series; readonly k: number };
    const cell = of.cells?.[k];
    const population = 'against' in this.#panel ? populationNumber(view.about, this.#panel.of) : -1;
    return {
      lines: [of.name, `${shortNumber(of.x[k]!)}, ${shortNumber(of.y[k]!)}`],
      cell: cell === undefined ? null : { population, cell },
      step: of.steps?.[k] ?? null,
    };
  }

  table(view: PanelView): Table {
    const series = seriesOf(this.#panel, view);
    const across = labels(this.#panel, view)[0];
    return {
      curve: series.flatMap(({ name, x }) => x.map(() => name)),
      [across]: series.flatMap(({ x }) => x),
      value: series.flatMap(({ y }) => y),
    };
  }

  timeAxis(): null {
    return null;
  }

  #frame(view: PanelView, series: readonly Series[]): ChartFrame {
    const { theme, width, height } = view;
    const [across, up] = labels(this.#panel, view);
    const [left, right] = airy(series.flatMap(({ x }) => x));
    const values = series.flatMap(({ y }) => y);
    const factors = 'scale' in this.#panel && this.#panel.scale === 'log' ? airyFactors(values) : null;
    const [low, high] = factors ?? airy(values, 'against' in this.#panel);
    const scale = factors === null ? 'linear' : 'log';
    const horizontal = { label: across, low: left, high: right };
    const lines = legendPlaces(series, view, theme.text * 5.6).at(-1)!.y;
    return chartFrame(theme, width, height, horizontal, { label: up, low, high, scale }, undefined, lines + theme.text * 0.1);
  }
}

/** Where the names of the curves stand: in as many lines as they need. */
function legendPlaces(series: readonly Series[], { theme, width }: PanelView, left: number): { x: number; y: number }[] {
  let [x, line] = [left, 0];
  return series.map(({ name }) => {
    // Bold letters are wider.
    const wide = textWidth(`${name} 0.00e-0`, theme.text * 1.2);
    if (x > left && x + wide > width) [x, line] = [left, line + 1];
    const place = { x, y: theme.text * (0.8 + 1.3 * line) };
    x += wide + theme.text;
    return place;
  });
}

function labels(panel: SeriesPanel, view: PanelView): [string, string] {
  const { about, t } = view;
  if ('at' in panel) return [panel.across, t('curve.measured')];
  if (!('against' in panel)) return [timeLabel(view), [panel.of].flat().join(', ')];
  const unit = about.populations.find(({ name }) => name === panel.of)?.parameters[panel.against]?.unit ?? '1';
  return [named(panel.against, unit), named(t('axis.rate'), 'Hz')];
}

function seriesOf(panel: SeriesPanel, view: PanelView): Series[] {
  if ('against' in panel) return against(panel, view);
  return 'at' in panel ? atNumbers(panel, view) : metrics([panel.of].flat(), view);
}

/** As they were last told at the cursor. */
function atNumbers({ of, at, level }: Extract<CurvePanel, { readonly at: readonly number[] }>, view: PanelView): Series[] {
  const { theme, t } = view;
  const known = of.flatMap((name, k) => {
    const y = lastTold(name, view);
    return Number.isNaN(y) ? [] : [{ x: at[k]!, y }];
  });
  const plain = { line: true, cells: null, steps: null };
  const [x, y] = [known.map((point) => point.x), known.map((point) => point.y)];
  const measured = { ...plain, name: t('curve.measured'), colour: theme.accent, x, y };
  const even = level === undefined ? Number.NaN : lastTold(level, view);
  if (Number.isNaN(even)) return [measured];
  const ends = [Math.min(...at), Math.max(...at)];
  return [measured, { ...plain, name: level!, colour: theme.faint, x: ends, y: [even, even] }];
}

function metrics(names: readonly string[], { about, history, time, theme, width }: PanelView): Series[] {
  return names.map((name, k) => {
    const { steps, values } = thinned(history.metric(name), time.cursor + 1, width);
    const colour = theme.populations[k % theme.populations.length]!;
    return {
      name,
      colour,
      line: true,
      x: steps.map((step) => step * about.dt),
      y: values,
      cells: null,
      steps,
    };
  });
}

/** Rates are 1 / mean interval, of all that was seen up to the cursor; 0 without an interval. */
function against(
  { of, against: parameter, expected }: Extract<CurvePanel, { readonly against: string }>,
  view: PanelView,
): Series[] {
  const { about, theme, t } = view;
  const population = populationNumber(about, of);
  const places = about.populations[population]?.parameters[parameter]?.values;
  if (places === undefined) return [];
  const order = [...places.keys()].sort((a, b) => places[a]! - places[b]!);
  const x = order.map((cell) => places[cell]!);
  const rates = meanRates(view, about, population);
  const measured = {
    name: t('curve.measured'),
    colour: theme.accent,
    line: false,
    x,
    y: order.map((cell) => rates[cell]!),
    cells: order,
    steps: null,
  };
  if (expected === undefined) return [measured];
  const y = order.map((cell) => expected[cell] ?? Number.NaN);
  return [{ name: t('curve.expected'), colour: theme.faint, line: true, x, y, cells: order, steps: null }, measured];
}

function meanRates({ history, time }: PanelView, about: About, population: number): Float64Array {
  const { size } = about.populations[population]!;
  const [first, last, count] = [new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  history.spikes(population).visit(history.first, Math.floor(time.cursor) + 1, (steps, cells, begin, end) => {
    for (let k = begin; k < end; k++) {
      const cell = cells[k]!;
      if (count[cell] === 0) first[cell] = steps[k]!;
      last[cell] = steps[k]!;
      count[cell]!++;
    }
  });
  return count.map((n, cell) => (n < 2 ? 0 : (1000 * (n - 1)) / ((last[cell]! - first[cell]!) * about.dt)));
}
