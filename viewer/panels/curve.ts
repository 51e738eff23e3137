/** Curves: metrics over the run, or the rate of each cell against a parameter that each has its own value of. */
import type { About, Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { populationNumber } from './cell-numbers.ts';
import { airy, type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { named, shortNumber } from './short-number.ts';

type CurvePanel = Extract<Panel, { readonly panel: 'curve' }>;

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
  title: (panel, _about, t) =>
    'against' in panel
      ? t('curve.against', { against: panel.against, of: panel.of })
      : t('curve.title', { metrics: [panel.of].flat().join(', ') }),
  demand: () => [],
  drawing: (panel) => new CurveDrawing(panel),
};

class CurveDrawing implements PanelDrawing {
  readonly #panel: CurvePanel;

  constructor(panel: CurvePanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const series = seriesOf(this.#panel, view);
    if (series.every(({ x }) => x.length === 0)) return noticePicture(theme, width, height, t('panel.nothing'));
    const frame = this.#frame(view, series);
    const items: PictureItem[] = [...frame.items];
    let legend = frame.left + theme.text;
    for (const { name, colour, line, x, y } of series) {
      if (line) {
        const points = Float32Array.from(x.flatMap((value, k) => [frame.x(value), frame.y(y[k]!)]));
        items.push({ kind: 'polyline', points, colour, width: 2 });
      }
      if (!line || x.length < 40) {
        const discs = Float32Array.from(x.flatMap((value, k) => [frame.x(value), frame.y(y[k]!), line ? 2.5 : 4]));
        items.push({ kind: 'discs', discs, colours: colour });
      }
      items.push({ kind: 'text', x: legend, y: theme.text * 0.8, text: name, size: theme.text, colour });
      legend += textWidth(name, theme.text) + theme.text * 1.5;
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
    const [low, high] = airy(
      series.flatMap(({ y }) => y),
      'against' in this.#panel,
    );
    return chartFrame(theme, width, height, { label: across, low: left, high: right }, { label: up, low, high });
  }
}

function labels(panel: CurvePanel, { about, t }: PanelView): [string, string] {
  if (!('against' in panel)) return [named(t('axis.time'), 'ms'), [panel.of].flat().join(', ')];
  const unit = about.populations.find(({ name }) => name === panel.of)?.parameters[panel.against]?.unit ?? '1';
  return [named(panel.against, unit), named(t('axis.rate'), 'Hz')];
}

function seriesOf(panel: CurvePanel, view: PanelView): Series[] {
  return 'against' in panel ? against(panel, view) : metrics([panel.of].flat(), view);
}

function metrics(names: readonly string[], { about, history, time, theme }: PanelView): Series[] {
  return names.map((name, k) => {
    const points = history.metric(name).filter(({ step }) => step <= time.cursor + 1);
    const colour = theme.populations[k % theme.populations.length]!;
    const steps = points.map(({ step }) => step);
    return {
      name,
      colour,
      line: true,
      x: steps.map((step) => step * about.dt),
      y: points.map(({ value }) => value),
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
