/** What a histogram counts, in equal bins: values, intervals between spikes, weights, energies. Draws nothing. */
import type { Panel } from '../../engine/index.ts';
import { populationNumber, unitOf } from './cell-numbers.ts';
import type { PanelView } from './panel.ts';
import { valueCounts } from './value-counts.ts';

export type ValuesPanel = Extract<Panel, { readonly panel: 'histogram'; readonly measure: 'value' }>;

export interface Histogram {
  readonly label: string;
  readonly unit: string;
  readonly low: number;
  readonly width: number;
  readonly counts: ArrayLike<number>;
  /** In the same bins, what there is to compare with, and what that is. */
  readonly beside?: { readonly counts: ArrayLike<number>; readonly name: string };
  /** What is counted. */
  readonly of: string;
}

const bins = 40;

export function valuesCounted({ of, variable }: ValuesPanel, view: PanelView): Histogram | string {
  const { about, t } = view;
  if (populationNumber(about, of) < 0) return t('panel.none', { name: of });
  const found = valueCounts(view, of, variable, bins);
  if (found === null) return t('panel.nothing');
  const { before, ...counted } = found;
  const beside = { counts: before, name: t('histogram.before') };
  return { ...counted, beside, label: variable, unit: unitOf(about, of, variable), of: t('axis.values') };
}

export function equalBins(values: Float64Array, told: Pick<Histogram, 'label' | 'unit' | 'of'>): Histogram | null {
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
export function intervalsCounted(lengths: ReadonlyMap<number, number>, { about, t }: PanelView): Histogram | string {
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

export function weightsCounted(name: string, { about, ask, t }: PanelView): Histogram | string {
  const projection = about.projections.findIndex((one) => one.name === name);
  if (projection < 0) return t('panel.none', { name });
  const { answer, why } = ask({ of: 'weight-histogram', projection, bins });
  if (why !== null) return t('panel.unknown', { why });
  if (answer?.of !== 'weight-histogram') return t('panel.waiting');
  const { low, high, counts, unit } = answer.histogram;
  const width = high > low ? (high - low) / counts.length : Math.max(1e-9, Math.abs(low) / 10) / counts.length;
  return { label: t('axis.weight'), unit, low, width, counts, of: t('axis.synapses') };
}

/** Shares of the steps so far, beside the distribution that the states would have. */
export function energiesCounted(metric: string, { ask, t }: PanelView): Histogram | string {
  const { answer, why } = ask({ of: 'energies', metric, bins });
  if (why !== null) return t('panel.unknown', { why });
  if (answer?.of !== 'energies') return t('panel.waiting');
  const { low, high, visited, expected } = answer.energies;
  const width = (high > low ? high - low : 1) / visited.length;
  const beside = { counts: expected, name: t('axis.expected') };
  return { label: t('axis.energy'), unit: '1', low, width, counts: visited, beside, of: t('axis.stepsShare') };
}
