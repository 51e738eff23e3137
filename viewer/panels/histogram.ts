/** How often: intervals between spikes, rates or regularity of cells up to the cursor, values in the window before it, weights as they are now, energies so far. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber } from './cell-numbers.ts';
import { type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import {
  energiesCounted,
  equalBins,
  type Histogram,
  intervalsCounted,
  type ValuesPanel,
  valuesCounted,
  weightsCounted,
} from './counted.ts';
import { someCells } from './every-cell.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { projectionLabel } from './projection-label.ts';
import { named, shortNumber, withUnit } from './short-number.ts';
import { SpikeStatistics } from './spike-statistics.ts';

type HistogramPanel = Extract<Panel, { readonly panel: 'histogram' }>;
type SpikesPanel = Exclude<Extract<HistogramPanel, { readonly of: string }>, ValuesPanel>;

export const histogram: PanelKind<HistogramPanel> = {
  title: (panel, about, t) => {
    if (panel.measure === 'weight') return t('histogram.weight', { of: projectionLabel(about, panel.projection) });
    if (panel.measure === 'value') return t('histogram.value', { of: panel.of, variable: panel.variable });
    if (panel.measure === 'energy') return t('histogram.energy');
    return t(`histogram.${panel.measure}`, { of: panel.of });
  },
  demand: (panel, about) =>
    panel.measure === 'value' ? [someCells(about, panel.of, panel.variable)].filter((one) => one !== null) : [],
  drawing: (panel) => new HistogramDrawing(panel),
};

class HistogramDrawing implements PanelDrawing {
  readonly #panel: HistogramPanel;
  #statistics: SpikeStatistics | null = null;

  constructor(panel: HistogramPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height } = view;
    const found = this.#histogram(view);
    if (typeof found === 'string') return noticePicture(theme, width, height, found);
    const frame = frameOf(view, found);
    const boxes = Float32Array.from(
      Array.from({ length: found.counts.length }, (_, k) => {
        const [left, right] = [frame.x(found.low + k * found.width), frame.x(found.low + (k + 1) * found.width)];
        const y = frame.y(found.counts[k]!);
        return [left, y, Math.max(1, right - left - 1), frame.bottom - y];
      }).flat(),
    );
    const bars: PictureItem = { kind: 'rects', boxes, colours: this.#colour(view) };
    return { width, height, items: [...frame.items, bars, ...outline(view, frame, found)] };
  }

  hit(view: PanelView, x: number): Hit | null {
    const found = this.#histogram(view);
    if (typeof found === 'string') return null;
    const { left, right } = frameOf(view, found);
    const bin = Math.floor(((x - left) / (right - left)) * found.counts.length);
    const count = found.counts[bin];
    if (count === undefined) return null;
    const [from, to] = [found.low + bin * found.width, found.low + (bin + 1) * found.width];
    return {
      lines: [
        `${shortNumber(from)} … ${withUnit(to, found.unit)}`,
        `${found.of}: ${shortNumber(count)}`,
        ...(found.beside === undefined ? [] : [`${found.beside.name}: ${shortNumber(found.beside.counts[bin]!)}`]),
      ],
      cell: null,
      step: null,
    };
  }

  table(view: PanelView): Table {
    const found = this.#histogram(view);
    if (typeof found === 'string') return {};
    const places = Array.from({ length: found.counts.length }, (_, k) => k);
    return {
      [named(`${found.label} from`, found.unit)]: places.map((k) => found.low + k * found.width),
      [named(`${found.label} to`, found.unit)]: places.map((k) => found.low + (k + 1) * found.width),
      [found.of]: places.map((k) => found.counts[k]!),
      ...(found.beside === undefined ? {} : { [found.beside.name]: places.map((k) => found.beside!.counts[k]!) }),
    };
  }

  timeAxis(): null {
    return null;
  }

  #colour({ about, theme }: PanelView): number {
    if (this.#panel.measure === 'weight' || this.#panel.measure === 'energy') return theme.accent;
    const population = populationNumber(about, this.#panel.of);
    return theme.populations[Math.max(0, population) % theme.populations.length]!;
  }

  /** Or the reason why there is none. */
  #histogram(view: PanelView): Histogram | string {
    const panel = this.#panel;
    if (panel.measure === 'weight') return weightsCounted(panel.projection, view);
    if (panel.measure === 'energy') return energiesCounted(panel.distance, view);
    return panel.measure === 'value' ? valuesCounted(panel, view) : this.#ofSpikes(panel, view);
  }

  #ofSpikes({ of, measure }: SpikesPanel, view: PanelView): Histogram | string {
    const { about, history, time, t } = view;
    const population = populationNumber(about, of);
    if (population < 0) return t('panel.none', { name: of });
    const { size } = about.populations[population]!;
    this.#statistics ??= new SpikeStatistics(size);
    const end = Math.min(history.edge, Math.floor(time.cursor) + 1);
    this.#statistics.update(history.spikes(population), history.first, end);
    const { counts, intervals, sums, squares, lengths } = this.#statistics;
    if (measure === 'isi') return intervalsCounted(lengths, view);
    const seconds = ((end - history.first) * about.dt) / 1000;
    const values =
      measure === 'rate'
        ? Float64Array.from(counts, (count) => count / seconds)
        : Float64Array.from(intervals, (count, cell) => {
            const mean = sums[cell]! / count;
            // A deviation of two intervals says nothing.
            return count < 3 ? Number.NaN : Math.sqrt(Math.max(0, squares[cell]! / count - mean * mean)) / mean;
          });
    const label = t(measure === 'rate' ? 'axis.rate' : 'axis.cv');
    const told = { label, unit: measure === 'rate' ? 'Hz' : '1', of: t('axis.cells') };
    return equalBins(values.filter(Number.isFinite), told) ?? t('panel.nothing');
  }
}

/** What there is to compare with, as stairs over the bars. */
function outline({ theme }: PanelView, frame: ChartFrame, { low, width, beside }: Histogram): PictureItem[] {
  if (beside === undefined) return [];
  const points = Array.from(beside.counts, (count, k) => {
    const y = frame.y(count);
    return [frame.x(low + k * width), y, frame.x(low + (k + 1) * width), y];
  });
  return [
    { kind: 'polyline', points: Float32Array.from(points.flat()), colour: theme.ink, width: 1.5 },
    {
      kind: 'text',
      x: frame.left + theme.text,
      y: theme.text * 0.8,
      text: `\u2014 ${beside.name}`,
      size: theme.text,
      colour: theme.ink,
    },
  ];
}

function frameOf(
  { theme, width, height }: PanelView,
  { label, unit, low, width: bin, counts, beside, of }: Histogram,
): ChartFrame {
  let most = 0;
  for (const all of [counts, beside?.counts ?? []]) for (let k = 0; k < all.length; k++) if (all[k]! > most) most = all[k]!;
  const across = { label: named(label, unit), low, high: low + bin * counts.length };
  return chartFrame(theme, width, height, across, { label: of, low: 0, high: most > 0 ? most * 1.05 : 1 });
}
