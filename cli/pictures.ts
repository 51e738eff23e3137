/** What the terminal draws of an activity, live or replayed: collects while it runs, gives pictures at its end. Draws nothing. */
import { type Activity, type Panel, SpikeStatistics } from '../engine/index.ts';
import { type LinePlot, RasterCollector, type RasterPicture } from './terminal/index.ts';

/** The rate of each cell against one of its parameters. */
export type CurvePanel = Extract<Panel, { readonly against: string }>;

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
  readonly spiking: readonly SpikingPopulation[];
  readonly panels: readonly Panel[];
  readonly perCell: PerCell;
}

export class Pictures {
  readonly #request: PicturesRequest;
  readonly #rasters: readonly RasterCollector[];
  readonly #curves: readonly { readonly panel: CurvePanel; readonly statistics: SpikeStatistics }[];

  /** Subscribes at once; the streams' completion ends it. */
  constructor(request: PicturesRequest) {
    const { activity, spiking, panels } = request;
    this.#request = request;
    this.#rasters = spiking.map(({ name, size }) => {
      const raster = new RasterCollector({ name, size });
      activity.population(name).spikes$.subscribe((frame) => raster.add(frame));
      return raster;
    });
    this.#curves = panels.filter(isCurve).flatMap((panel) => {
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
    return this.#curves.flatMap(({ panel, statistics }) => this.#plot(panel, statistics) ?? []);
  }

  /** Metrics that the scenario wants side by side. */
  bars(): string[] {
    return this.#request.panels.flatMap((panel) => (panel.panel === 'bars' ? [panel.of].flat() : []));
  }

  #plot({ of, against, expected }: CurvePanel, statistics: SpikeStatistics): LinePlot | null {
    const x = this.#request.perCell(of, against);
    if (x === null) return null;
    const { dt } = this.#request.activity;
    const order = Array.from(x.values, (_, cell) => cell).sort((a, b) => x.values[a]! - x.values[b]!);
    const sorted = (values: ArrayLike<number>): number[] => order.map((cell) => values[cell]!);
    const rates = Array.from(statistics.meanIntervals(), (steps) => (steps > 0 ? 1000 / (steps * dt) : 0));
    const measured = { name: 'measured', x: sorted(x.values), y: sorted(rates), draw: 'points' } as const;
    const theory = expected === undefined ? [] : [{ name: 'expected', x: sorted(x.values), y: sorted(expected) }];
    return {
      title: `Rate of each cell of ${of}, by its ${against}`,
      curves: [...theory, measured],
      x: { label: against, unit: x.unit },
      y: { label: 'rate', unit: 'Hz' },
    };
  }
}

function isCurve(panel: Panel): panel is CurvePanel {
  return panel.panel === 'curve' && 'against' in panel;
}
