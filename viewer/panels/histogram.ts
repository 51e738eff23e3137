/** How often: intervals between spikes, rates or regularity of cells up to the cursor, or weights as they are now, or energies so far. */
import type { Panel } from '../../engine/index.ts';
import type { Picture, PictureItem } from '../picture/picture.ts';
import { populationNumber } from './cell-numbers.ts';
import { type ChartFrame, chartFrame, noticePicture } from './chart-frame.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table } from './panel.ts';
import { projectionLabel } from './projection-label.ts';
import { named, shortNumber, withUnit } from './short-number.ts';
import { SpikeStatistics } from './spike-statistics.ts';

type HistogramPanel = Extract<Panel, { readonly panel: 'histogram' }>;

interface Histogram {
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly width: number;
  readonly counts: ArrayLike<number>;
  /** What they should be, drawn as a line; they are shares then. */
  readonly expected?: ArrayLike<number>;
  /** What is counted. */
  readonly of: string;
}

const bins = 40;

export const histogram: PanelKind<HistogramPanel> = {
  title: (panel, about, t) => {
    if (panel.measure === 'energy') return t('histogram.energy');
    if (panel.measure === 'weight') return t('histogram.weight', { of: projectionLabel(about, panel.projection) });
    return t(`histogram.${panel.measure}`, { of: panel.of });
  },
  demand: () => [],
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
    return { width, height, items: [...frame.items, bars, ...expectedLine(found, frame, theme.ink)] };
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
        ...expectedText(found, bin, view),
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
      [found.expected === undefined ? 'count' : 'share']: places.map((k) => found.counts[k]!),
      ...(found.expected === undefined ? {} : { expected: places.map((k) => found.expected![k]!) }),
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
    if (this.#panel.measure === 'energy') return energies(this.#panel.distance, view);
    return this.#panel.measure === 'weight' ? weights(this.#panel.projection, view) : this.#ofSpikes(this.#panel, view);
  }

  #ofSpikes({ of, measure }: Extract<HistogramPanel, { readonly of: string }>, view: PanelView): Histogram | string {
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

function frameOf({ theme, width, height }: PanelView, found: Histogram): ChartFrame {
  const { label, unit, low, width: bin, counts, expected, of } = found;
  let most = expected === undefined ? 1 : 1e-9;
  for (let k = 0; k < counts.length; k++) most = Math.max(most, counts[k]!, expected?.[k] ?? 0);
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

/** As steps, as wide as the bins. */
function expectedLine({ expected, low, width }: Histogram, { x, y }: ChartFrame, colour: number): PictureItem[] {
  if (expected === undefined) return [];
  const points = Array.from(expected, (share, k) => [x(low + k * width), y(share), x(low + (k + 1) * width), y(share)]);
  return [{ kind: 'polyline', points: Float32Array.from(points.flat()), colour, width: 1.5 }];
}

function expectedText({ expected }: Histogram, bin: number, { t }: PanelView): string[] {
  return expected === undefined ? [] : [`${t('axis.expected')}: ${shortNumber(expected[bin]!)}`];
}

function energies(metric: string, { ask, t }: PanelView): Histogram | string {
  const { answer, why } = ask({ of: 'energies', metric, bins });
  if (why !== null) return t('panel.unknown', { why });
  if (answer?.of !== 'energies') return t('panel.waiting');
  const { low, high, visited, expected } = answer.energies;
  const width = (high > low ? high - low : 1) / visited.length;
  return { label: t('axis.energy'), unit: '1', low, width, counts: visited, expected, of: t('axis.stepsShare') };
}
