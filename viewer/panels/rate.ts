/** Mean rates of populations over time, in bins. */
import { type Panel, parseQuantity } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { populationNumber } from './cell-numbers.ts';
import { noticePicture } from './chart-frame.ts';
import { timeColumn, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table, TimeAxis } from './panel.ts';
import { named, shortNumber, withUnit } from './short-number.ts';
import { type TimeChart, timeAxisOf, timeChart, timeMarks } from './time-chart.ts';

type RatePanel = Extract<Panel, { readonly panel: 'rate' }>;

interface Rates {
  readonly population: number;
  readonly hertz: Float64Array;
}

interface Bins {
  /** First step of the first bin, and steps per bin. */
  readonly first: number;
  readonly steps: number;
  readonly count: number;
}

/** As many in a window, where the scenario names no length. */
const usualBins = 120;
const mostBins = 800;

export const rate: PanelKind<RatePanel> = {
  title: ({ of }, _about, t) => t('rate.title', { of: [of].flat().join(', ') }),
  demand: () => [],
  drawing: (panel) => new RateDrawing(panel),
};

class RateDrawing implements PanelDrawing {
  readonly #names: readonly string[];
  /** In ms; null: what suits the window. */
  readonly #bin: number | null;

  constructor({ of, bin }: RatePanel) {
    this.#names = [of].flat();
    this.#bin = bin === undefined ? null : parseQuantity(bin, 'ms', 'bin');
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const bins = this.#bins(view);
    const rates = this.#rates(view, bins);
    if (rates.length === 0) return noticePicture(theme, width, height, t('panel.nothing'));
    const chart = this.#chart(view, rates);
    const lines = rates.map(({ population, hertz }): PictureItem => {
      const colour = theme.populations[population % theme.populations.length]!;
      return { kind: 'polyline', points: stairs(hertz, bins, chart), colour, width: 1.8 };
    });
    const items = [...chart.frame.items, chart.inside([...lines, ...timeMarks(view, chart)]), ...legend(view, rates, chart)];
    return { width, height, items };
  }

  hit(view: PanelView, x: number): Hit | null {
    const bins = this.#bins(view);
    const rates = this.#rates(view, bins);
    const chart = this.#chart(view, rates);
    if (x < chart.frame.left || x > chart.frame.right) return null;
    const step = Math.round(chart.step(x));
    const bin = Math.floor((step - bins.first) / bins.steps);
    const { about } = view;
    const told = rates.flatMap(({ population, hertz }) => {
      const value = hertz[bin];
      return value === undefined || Number.isNaN(value)
        ? []
        : [`${about.populations[population]!.name}: ${withUnit(value, 'Hz')}`];
    });
    return { lines: [toldTime(about, step, view.t), ...told], cell: null, step };
  }

  table(view: PanelView): Table {
    const bins = this.#bins(view);
    const { about } = view;
    const rates = this.#rates(view, bins);
    const places = Array.from({ length: bins.count }, (_, k) => k);
    const columns = rates.map(({ population, hertz }) => [named(about.populations[population]!.name, 'Hz'), [...hertz]] as const);
    return { [timeColumn(about)]: places.map((k) => (bins.first + k * bins.steps) * about.dt), ...Object.fromEntries(columns) };
  }

  timeAxis(view: PanelView): TimeAxis {
    return timeAxisOf(this.#chart(view, []));
  }

  /** Bins lie at multiples of their length, so that they do not shimmer as the window moves. */
  #bins({ about, time }: PanelView): Bins {
    const span = time.to - time.from;
    const asked = this.#bin === null ? span / usualBins : this.#bin / about.dt;
    const steps = Math.max(1, Math.round(Math.max(asked, span / mostBins)));
    const first = Math.floor(Math.max(about.firstStep, time.from) / steps) * steps;
    return { first, steps, count: Math.max(1, Math.ceil((time.to + 1 - first) / steps)) };
  }

  /** NaN where not all of a bin was seen. */
  #rates({ about, history }: PanelView, { first, steps, count }: Bins): Rates[] {
    return this.#names.flatMap((name) => {
      const population = populationNumber(about, name);
      if (population < 0) return [];
      const store = history.spikes(population);
      const one = 1000 / (about.populations[population]!.size * steps * about.dt);
      const hertz = Float64Array.from({ length: count }, (_, k) => {
        const begin = first + k * steps;
        const seen = begin >= history.first - steps && begin + steps <= history.edge;
        return seen ? store.countBetween(begin, begin + steps) * one : Number.NaN;
      });
      return [{ population, hertz }];
    });
  }

  #chart(view: PanelView, rates: readonly Rates[]): TimeChart {
    let most = 0;
    for (const { hertz } of rates) for (const value of hertz) if (value > most) most = value;
    return timeChart(view, { label: named(view.t('axis.rate'), 'Hz'), low: 0, high: roundUp(most) });
  }
}

/** The next of 1, 1.5, 2, 3, 5, 7 times a power of ten, so that the axis seldom changes. */
function roundUp(value: number): number {
  if (!(value > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 5, 7].find((one) => one * power >= value) ?? 10) * power;
}

function stairs(hertz: Float64Array, { first, steps }: Bins, { x, frame }: TimeChart): Float32Array {
  const points = new Float32Array(4 * hertz.length);
  hertz.forEach((value, k) => {
    const y = Number.isNaN(value) ? Number.NaN : frame.y(value);
    points.set([x(first + k * steps - 1), y, x(first + (k + 1) * steps - 1), y], 4 * k);
  });
  return points;
}

/** Names with the rate at the end. */
function legend({ about, theme }: PanelView, rates: readonly Rates[], { frame }: TimeChart): PictureItem[] {
  let x = frame.left + 6;
  return rates.map(({ population, hertz }): PictureItem => {
    const value = hertz.findLast((one) => !Number.isNaN(one));
    const { name } = about.populations[population]!;
    const text = value === undefined ? name : `${name} ${shortNumber(value)} Hz`;
    const at = x;
    x += textWidth(`${name} 000.0 Hz`, theme.text) + theme.text;
    const colour = theme.populations[population % theme.populations.length]!;
    return { kind: 'text', x: at, y: theme.text * 0.45, text, size: theme.text * 0.9, colour, bold: true };
  });
}
