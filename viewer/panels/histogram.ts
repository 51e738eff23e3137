/** How often: intervals between spikes, rates or regularity of cells up to the cursor, values in the window before it, or weights as they are now. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import { type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import { someCells } from './every-cell.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { projectionLabel } from './projection-label.ts';
import { named, shortNumber, withUnit } from './short-number.ts';
import { SpikeStatistics } from './spike-statistics.ts';
import { valueCounts } from './value-counts.ts';

type HistogramPanel = Extract<Panel, { readonly panel: 'histogram' }>;
type ValuesPanel = Extract<HistogramPanel, { readonly measure: 'value' }>;
type SpikesPanel = Exclude<Extract<HistogramPanel, { readonly of: string }>, ValuesPanel>;

interface Histogram {
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly width: number;
  readonly counts: ArrayLike<number>;
  /** In the same bins, at the beginning; left out: not known. */
  readonly before?: ArrayLike<number>;
  /** What is counted. */
  readonly of: string;
}

const bins = 40;

export const histogram: PanelKind<HistogramPanel> = {
  title: (panel, about, t) => {
    if (panel.measure === 'weight') return t('histogram.weight', { of: projectionLabel(about, panel.projection) });
    if (panel.measure === 'value') return t('histogram.value', { of: panel.of, variable: panel.variable });
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
      lines: [`${shortNumber(from)} … ${withUnit(to, found.unit)}`, `${found.of}: ${shortNumber(count)}`],
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
      count: places.map((k) => found.counts[k]!),
      ...(found.before === undefined ? {} : { 'at the beginning': places.map((k) => found.before![k]!) }),
    };
  }

  timeAxis(): null {
    return null;
  }

  #colour({ about, theme }: PanelView): number {
    if (this.#panel.measure === 'weight') return theme.accent;
    const population = populationNumber(about, this.#panel.of);
    return theme.populations[Math.max(0, population) % theme.populations.length]!;
  }

  /** Or the reason why there is none. */
  #histogram(view: PanelView): Histogram | string {
    const panel = this.#panel;
    if (panel.measure === 'weight') return weights(panel.projection, view);
    return panel.measure === 'value' ? ofValues(panel, view) : this.#ofSpikes(panel, view);
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
    if (measure === 'isi') return ofIntervals(lengths, view);
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

function ofValues({ of, variable }: ValuesPanel, view: PanelView): Histogram | string {
  const { about, t } = view;
  if (populationNumber(about, of) < 0) return t('panel.none', { name: of });
  const found = valueCounts(view, of, variable, bins);
  return found === null
    ? t('panel.nothing')
    : { ...found, label: variable, unit: unitOf(about, of, variable), of: t('axis.values') };
}

/** What there was at the beginning, as stairs over the bars. */
function outline({ theme, t }: PanelView, frame: ChartFrame, { low, width, before }: Histogram): PictureItem[] {
  if (before === undefined) return [];
  const points = Array.from({ length: before.length }, (_, k) => {
    const y = frame.y(before[k]!);
    return [frame.x(low + k * width), y, frame.x(low + (k + 1) * width), y];
  });
  const text = t('histogram.before');
  return [
    { kind: 'polyline', points: Float32Array.from(points.flat()), colour: theme.ink, width: 1.5 },
    {
      kind: 'text',
      x: frame.left + theme.text,
      y: theme.text * 0.8,
      text: `\u2014 ${text}`,
      size: theme.text,
      colour: theme.ink,
    },
  ];
}

function frameOf(
  { theme, width, height }: PanelView,
  { label, unit, low, width: bin, counts, before = [], of }: Histogram,
): ChartFrame {
  let most = 1;
  for (const all of [counts, before]) for (let k = 0; k < all.length; k++) if (all[k]! > most) most = all[k]!;
  const across = { label: named(label, unit), low, high: low + bin * counts.length };
  return chartFrame(theme, width, height, across, { label: of, low: 0, high: most * 1.05 });
}

function equalBins(values: Float64Array, told: Pick<Histogram, 'label' | 'unit' | 'of'>): Histogram | null {
  let [low, high] = [0, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(high >= low)) return null;
  const width = high > low ? (high - low) / bins : 1 / bins;
  const counts = new Uint32Array(bins);
  for (const value of values) counts[Math.min(bins - 1, Math.floor((value - low) / width))]!++;
  return { ...told, low, width, counts };
}

/** Bins of whole steps; the longest hundredth of the intervals is left out, so that the others can be seen. */
function ofIntervals(lengths: ReadonlyMap<number, number>, { about, t }: PanelView): Histogram | string {
  const sorted = [...lengths].sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  if (all === 0) return t('panel.nothing');
  let [seen, longest] = [0, 1];
  for (const [length, count] of sorted) {
    if (seen >= 0.99 * all) break;
    seen += count;
    longest = length;
  }
  const steps = Math.max(1, Math.ceil((longest + 1) / bins));
  const counts = new Uint32Array(Math.ceil((longest + 1) / steps));
  for (const [length, count] of sorted) if (length <= longest) counts[Math.floor(length / steps)]! += count;
  return {
    label: t('axis.interval'),
    unit: about.timed ? 'ms' : t('axis.steps'),
    low: 0,
    width: steps * about.dt,
    counts,
    of: t('axis.intervals'),
  };
}

function weights(name: string, { about, ask, t }: PanelView): Histogram | string {
  const projection = about.projections.findIndex((one) => one.name === name);
  if (projection < 0) return t('panel.none', { name });
  const { answer, why } = ask({ of: 'weight-histogram', projection, bins });
  if (why !== null) return t('panel.unknown', { why });
  if (answer?.of !== 'weight-histogram') return t('panel.waiting');
  const { low, high, counts, unit } = answer.histogram;
  const width = high > low ? (high - low) / counts.length : Math.max(1e-9, Math.abs(low) / 10) / counts.length;
  return { label: t('axis.weight'), unit, low, width, counts, of: t('axis.synapses') };
}
