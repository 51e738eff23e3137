/** What the terminal draws of an activity, live or replayed: collects while it runs, gives pictures at its end. Draws nothing. */
import type { Observable } from 'rxjs';
import { type Activity, type MetricsAt, type Panel, SpikeStatistics } from '../engine/index.ts';
import { CurveCollector, type LinePlot, RasterCollector, type RasterPicture } from './terminal/index.ts';

/** The rate of each cell against one of its parameters. */
type RatePanel = Extract<Panel, { readonly against: string }>;
/** Metrics over the run. */
type MetricsPanel = Exclude<Extract<Panel, { readonly panel: 'curve'; readonly of: unknown }>, RatePanel>;

/** Name and size of a population that spikes. */
export interface SpikingPopulation {
  readonly name: string;
  readonly size: number;
}

/** The values of a parameter, one per cell, in `unit`; null where it has none. */
export type PerCell = (
  population: string,
  parameter: string,
) => { readonly unit: string; readonly values: ArrayLike<number> } | null;

export interface PicturesRequest {
  readonly activity: Activity;
  /** Length of a step in ms, or null where time is counted in steps. */
  readonly dt: number | null;
  /** As they are measured on the way. */
  readonly metrics$: Observable<MetricsAt>;
  readonly spiking: readonly SpikingPopulation[];
  readonly panels: readonly Panel[];
  readonly perCell: PerCell;
}

/** A curve of fewer points is drawn as points. */
const FEWEST_FOR_A_LINE = 3;

export class Pictures {
  readonly #request: PicturesRequest;
  readonly #rasters: readonly RasterCollector[];
  readonly #rates: readonly { readonly panel: RatePanel; readonly statistics: SpikeStatistics }[];
  readonly #metrics: CurveCollector;

  /** Subscribes at once; the streams' completion ends it. */
  constructor(request: PicturesRequest) {
    const { activity, spiking, panels, metrics$ } = request;
    this.#request = request;
    this.#rasters = spiking.map(({ name, size }) => {
      const raster = new RasterCollector({ name, size });
      activity.population(name).spikes$.subscribe((frame) => raster.add(frame));
      return raster;
    });
    this.#metrics = new CurveCollector(panels.filter(isOfMetrics).flatMap(({ of }) => of));
    metrics$.subscribe(({ step, values }) => this.#metrics.add(step, values));
    this.#rates = panels.filter(isOfRates).flatMap((panel) => {
      const population = spiking.find(({ name }) => name === panel.of);
      if (population === undefined) return [];
      const statistics = new SpikeStatistics(population.size);
      activity.population(panel.of).spikes$.subscribe((frame) => statistics.add(frame));
      return [{ panel, statistics }];
    });
  }

  /** @param end the step after the last one */
  rasters(end: number): RasterPicture[] {
    return this.#rasters.map((raster) => raster.picture(end));
  }

  plots(): LinePlot[] {
    const ofMetrics = this.#request.panels.filter(isOfMetrics).flatMap((panel) => this.#metricsPlot(panel) ?? []);
    const ofRates = this.#rates.flatMap(({ panel, statistics }) => this.#ratePlot(panel, statistics) ?? []);
    return [...ofMetrics, ...ofRates];
  }

  /** Metrics that the scenario wants side by side. */
  bars(): string[] {
    return this.#request.panels.flatMap((panel) => (panel.panel === 'bars' && !('variable' in panel) ? [panel.of].flat() : []));
  }

  /** Null where nothing was measured twice. */
  #metricsPlot({ of }: MetricsPanel): LinePlot | null {
    const { dt } = this.#request;
    const names = [of].flat();
    const curves = names.flatMap((name) => {
      const { steps, values } = this.#metrics.curve(name);
      if (steps.length === 0) return [];
      const draw = steps.length < FEWEST_FOR_A_LINE ? 'points' : 'line';
      return [{ name, x: dt === null ? steps : steps.map((step) => step * dt), y: values, draw } as const];
    });
    if (curves.every(({ x }) => x.length < 2)) return null;
    return {
      curves,
      x: dt === null ? { label: 'steps' } : { label: 'time', unit: 'ms' },
      y: { label: curves.length === 1 ? curves[0]!.name : 'metrics' },
    };
  }

  #ratePlot({ of, against, expected }: RatePanel, statistics: SpikeStatistics): LinePlot | null {
    const x = this.#request.perCell(of, against);
    if (x === null) return null;
    const { dt } = this.#request;
    const order = Array.from(x.values, (_, cell) => cell).sort((a, b) => x.values[a]! - x.values[b]!);
    const sorted = (values: ArrayLike<number>): number[] => order.map((cell) => values[cell]!);
    const second = dt === null ? 1 : 1000 / dt;
    const rates = Array.from(statistics.meanIntervals(), (steps) => (steps > 0 ? second / steps : 0));
    const measured = { name: 'measured', x: sorted(x.values), y: sorted(rates), draw: 'points' } as const;
    const theory = expected === undefined ? [] : [{ name: 'expected', x: sorted(x.values), y: sorted(expected) }];
    return {
      title: `Rate of each cell of ${of}, by its ${against}`,
      curves: [...theory, measured],
      x: { label: against, unit: x.unit },
      y: { label: 'rate', unit: dt === null ? 'per step' : 'Hz' },
    };
  }
}

function isOfRates(panel: Panel): panel is RatePanel {
  return panel.panel === 'curve' && 'against' in panel;
}

function isOfMetrics(panel: Panel): panel is MetricsPanel {
  return panel.panel === 'curve' && 'of' in panel && !('against' in panel);
}
