/** What is counted while frames pass, live or replayed: spikes, rates, irregularity, the metrics that need nothing but spikes. */
import { Subscription } from 'rxjs';
import type { Activity } from '../activity.ts';
import { type CheckedExpectation, meets } from '../describe-scenario.ts';
import { NeurariumError } from '../errors.ts';
import type { BumpMetric, Metric, SpectralPeakMetric } from '../metrics.ts';
import { DensestWindow, interSpikeIntervals, powerSpectrum, SpikeStatistics } from '../operators/index.ts';
import { roundToSteps } from '../steps.ts';
import { Bump } from './bump.ts';

export interface MeasuredPopulation {
  readonly spikes: number;
  /** In Hz; per step where time is counted in steps. */
  readonly rate: number | null;
  readonly cv: number | null;
}

export interface JudgedExpectation {
  readonly of: string | null;
  readonly measure: string;
  readonly value: number | null;
  readonly between: readonly [low: number | null, high: number | null];
  /** Null where the run ended before it could be judged. */
  readonly pass: boolean | null;
  readonly why: string;
}

export interface MeasuresRequest {
  readonly activity: Activity;
  /** Whether time is counted in ms, which is the default; else in steps, and rates are per step. */
  readonly timed?: boolean;
  /** Populations that spike. */
  readonly spiking: readonly string[];
  readonly expect: readonly CheckedExpectation[];
  readonly metrics: Readonly<Record<string, Metric>>;
  /** Where the cells of a population lie on a ring; null where they do not. Needed by the metrics of bumps. */
  readonly ring?: (population: string) => Ring | null;
}

export interface Ring {
  readonly places: Float64Array;
  /** Its length, in the unit of the places. */
  readonly around: number;
}

interface Windowed {
  /** The first step that counts. */
  readonly from: number;
  readonly statistics: ReadonlyMap<string, SpikeStatistics>;
}

export class Measures {
  readonly #request: MeasuresRequest;
  readonly #whole = new Map<string, SpikeStatistics>();
  /** Statistics of expectations with a window of their own, population by population. */
  readonly #windowed = new Map<CheckedExpectation, Windowed>();
  readonly #metrics = new Map<string, () => number | null>();
  readonly #subscriptions = new Subscription();

  constructor(request: MeasuresRequest) {
    this.#request = request;
    for (const name of request.spiking) this.#whole.set(name, this.#count(name, {}));
    for (const expectation of request.expect) {
      if (expectation.window === null || !isOfSpikes(expectation.measure)) continue;
      const [from, end] = expectation.window.map((time) => roundToSteps(time, request.activity.dt)) as [number, number];
      const names = expectation.of === null ? request.spiking : [expectation.of];
      const statistics = new Map(names.map((name) => [name, this.#count(name, { from, to: end })]));
      this.#windowed.set(expectation, { from, statistics });
    }
    for (const [name, metric] of Object.entries(request.metrics)) this.#begin(name, metric);
  }

  /** `end`: the step after the last one run. */
  population(name: string, end: number): MeasuredPopulation | null {
    const statistics = this.#whole.get(name);
    if (statistics === undefined) return null;
    return {
      spikes: statistics.spikes,
      rate: statistics.rate(end, this.#rateStep),
      cv: statistics.coefficientOfVariation().cv,
    };
  }

  /** The metrics that spikes alone decide. */
  metrics(): Record<string, number> {
    const values = Array.from(this.#metrics, ([name, value]) => [name, value()] as const);
    return Object.fromEntries(values.filter((entry): entry is readonly [string, number] => entry[1] !== null));
  }

  /**
   * `end`: the step after the last one run. `metrics`: all of the run's, also those that learners gave. `complete`: whether the run came
   * to its end: an interrupted one is not judged, nor is a window that the run was too short to enter.
   */
  judge(end: number, metrics: Readonly<Record<string, number>>, complete: boolean): JudgedExpectation[] {
    return this.#request.expect.map((expectation) => {
      const { of, measure, between, why } = expectation;
      const value = this.#value(expectation, end, metrics);
      const window = this.#windowed.get(expectation);
      const judgeable = complete && (window === undefined || end > window.from);
      return { of, measure, value, between, pass: judgeable ? value !== null && meets(expectation, value) : null, why };
    });
  }

  dispose(): void {
    this.#subscriptions.unsubscribe();
  }

  /** A step in ms, for rates per s; or as long as a second, so that they are per step. */
  get #rateStep(): number {
    return this.#request.timed === false ? 1000 : this.#request.activity.dt;
  }

  #value(expectation: CheckedExpectation, end: number, metrics: Readonly<Record<string, number>>): number | null {
    const { of, measure } = expectation;
    if (!isOfSpikes(measure)) return metrics[measure] ?? null;
    const statistics = this.#windowed.get(expectation)?.statistics ?? this.#whole;
    const chosen = of === null ? [...statistics.values()] : [statistics.get(of)].filter((found) => found !== undefined);
    return measure === 'rate' ? rateOf(chosen, end, this.#rateStep) : variationOf(chosen);
  }

  #count(name: string, range: { from?: number; to?: number }): SpikeStatistics {
    const population = this.#request.activity.population(name);
    const statistics = new SpikeStatistics(population.size, range);
    this.#subscriptions.add(population.spikes$.subscribe((frame) => statistics.add(frame)));
    return statistics;
  }

  /** The frequency with the largest power, from spikes counted step by step. */
  #spectralPeak({ of, from, segment, between }: SpectralPeakMetric): () => number | null {
    const { activity } = this.#request;
    const first = roundToSteps(from, activity.dt);
    const counts: number[] = [];
    for (const population of of) {
      this.#subscriptions.add(
        activity.population(population).spikes$.subscribe(({ step, count }) => {
          if (step >= first) counts[step - first] = (counts[step - first] ?? 0) + count;
        }),
      );
    }
    return () => {
      const spectrum = powerSpectrum(counts, { bin: activity.dt, segment: roundToSteps(segment, activity.dt), between });
      if (spectrum === null) return null;
      const { frequencies, power } = spectrum;
      return frequencies[power.indexOf(power.reduce((a, b) => Math.max(a, b)))]!;
    };
  }

  #bump(name: string, { of, quantity, from, bin }: BumpMetric): () => number | null {
    const { activity, ring } = this.#request;
    const found = ring?.(of) ?? null;
    if (found === null) {
      throw new NeurariumError({
        code: 'description',
        message: `${of} has no positions on a ring`,
        where: `metric ${name}`,
        hint: "Write position: ring(n, '1 mm').",
      });
    }
    const bump = new Bump(found.places, found.around, {
      from: roundToSteps(from, activity.dt),
      bin: Math.max(1, roundToSteps(bin, activity.dt)),
    });
    this.#subscriptions.add(activity.population(of).spikes$.subscribe((frame) => bump.add(frame)));
    if (quantity === 'length') return () => bump.length();
    return () => {
      const speed = bump.speed();
      return speed === null ? null : (1000 * speed) / activity.dt;
    };
  }

  #begin(name: string, metric: Metric): void {
    switch (metric.kind) {
      case 'accuracy':
      case 'activity':
      case 'allowed':
      case 'surprise':
      case 'capacity':
      case 'map-error':
      case 'purity':
      case 'folds':
      case 'component':
      case 'free-energy':
      case 'kl-divergence':
      case 'completion':
      case 'class-accuracy':
      case 'coverage':
      case 'comparison':
      case 'correlation':
      case 'delta-norm':
      case 'energy':
      case 'enumeration':
      case 'deviation':
      case 'error':
      case 'loss':
      case 'lyapunov':
      case 'state-distance':
      case 'state-rank':
      case 'updates':
      case 'penalty':
      case 'valid-time':
      case 'weight-mean':
      case 'weight-share':
        return;
      case 'interval-error': {
        let worst: number | null = null;
        const { activity } = this.#request;
        const population = activity.population(metric.of);
        if (metric.expected.length !== population.size) {
          throw new NeurariumError({
            code: 'description',
            message: `${metric.expected.length} expected intervals, but ${metric.of} has ${population.size} cells`,
            where: `metric ${name}`,
          });
        }
        this.#subscriptions.add(
          population.spikes$.pipe(interSpikeIntervals({ unit: 'steps' })).subscribe(({ cells, intervals }) => {
            cells.forEach((cell, i) => {
              worst = Math.max(worst ?? 0, Math.abs(intervals[i]! - metric.expected[cell]! / activity.dt));
            });
          }),
        );
        this.#metrics.set(name, () => worst);
        return;
      }
      case 'pattern-errors': {
        const pending = new Set(metric.expected.map(([cell, step]) => `${cell} ${step}`));
        let wrong = 0;
        this.#subscriptions.add(
          this.#request.activity.population(metric.of).spikes$.subscribe(({ step, count, cells }) => {
            for (let i = 0; i < count; i++) if (!pending.delete(`${cells[i]} ${step}`)) wrong++;
          }),
        );
        this.#metrics.set(name, () => wrong + pending.size);
        return;
      }
      case 'spectral-peak':
        this.#metrics.set(name, this.#spectralPeak(metric));
        return;
      case 'bump':
        this.#metrics.set(name, this.#bump(name, metric));
        return;
      case 'volley': {
        const { activity } = this.#request;
        const fullest = new DensestWindow(Math.max(1, roundToSteps(metric.within, activity.dt)));
        this.#subscriptions.add(activity.population(metric.of).spikes$.subscribe((frame) => fullest.add(frame)));
        this.#metrics.set(name, () => {
          if (metric.reports === 'size') return fullest.spikes;
          return fullest.spread === null ? null : fullest.spread * activity.dt;
        });
        return;
      }
      default:
        metric satisfies never;
    }
  }
}

/** The others are metrics, which know no window. */
function isOfSpikes(measure: string): measure is 'rate' | 'cv' {
  return measure === 'rate' || measure === 'cv';
}

/** Mean over all cells of all populations. */
function rateOf(statistics: readonly SpikeStatistics[], end: number, dt: number): number | null {
  let cells = 0;
  let sum = 0;
  for (const one of statistics) {
    const rate = one.rate(end, dt);
    if (rate === null) return null;
    cells += one.size;
    sum += rate * one.size;
  }
  return cells === 0 ? null : sum / cells;
}

/** Mean over all cells of all populations that have enough intervals. */
function variationOf(statistics: readonly SpikeStatistics[]): number | null {
  let cells = 0;
  let sum = 0;
  for (const one of statistics) {
    const found = one.coefficientOfVariation();
    if (found.cv === null) continue;
    cells += found.cells;
    sum += found.cv * found.cells;
  }
  return cells === 0 ? null : sum / cells;
}
