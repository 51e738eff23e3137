/** Spikes as dots: one row per cell, populations one above the other. Many of them become a picture of their density. */
import type { Panel } from '../../engine/index.ts';
import type { ImageItem, Picture, PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import { populationNumber } from './cell-numbers.ts';
import { noticePicture } from './chart-frame.ts';
import { timeColumn, toldTime } from './model-time.ts';
import type { Hit, PanelDrawing, PanelKind, PanelView, Table, TimeAxis } from './panel.ts';
import { type RasterBand, SpikeImage } from './spike-image.ts';
import { type TimeChart, timeAxisOf, timeChart, timeMarks } from './time-chart.ts';

type RasterPanel = Extract<Panel, { readonly panel: 'raster' }>;

/** Up to here each spike is a shape of its own, sharp at any size. */
const mostShapes = 4000;
/** A spike that is farther from the pointer is not meant, in px. */
const near = 6;

export const raster: PanelKind<RasterPanel> = {
  title: ({ of }, _about, t) => t('raster.title', { of: [of].flat().join(', ') }),
  demand: () => [],
  drawing: (panel) => new RasterDrawing(panel),
};

class RasterDrawing implements PanelDrawing {
  readonly #names: readonly string[];
  readonly #image = new SpikeImage();

  constructor({ of }: RasterPanel) {
    this.#names = [of].flat();
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, history, time, t } = view;
    const chart = this.#chart(view);
    const bands = this.#bands(view, chart);
    if (bands.length === 0) return noticePicture(theme, width, height, t('panel.nothing'));
    const [from, to] = [Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1];
    const count = bands.reduce((sum, { population }) => sum + history.spikes(population).countBetween(from, to), 0);
    const spikes = count <= mostShapes ? this.#shapes(view, chart, bands) : [this.#density(view, chart, bands, count)];
    const inside = [...this.#stripes(view, chart, bands), ...spikes, ...timeMarks(view, chart)];
    return { width, height, items: [...chart.frame.items, chart.inside(inside), ...names(view, bands)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const chart = this.#chart(view);
    const { left, right } = chart.frame;
    const band = this.#bands(view, chart).find(({ top, height }) => y >= top && y < top + height);
    if (band === undefined || x < left || x > right) return null;
    const cell = Math.min(band.size - 1, Math.floor(((y - band.top) / band.height) * band.size));
    const found = nearest(view, chart, band, x, y) ?? { cell, step: Math.round(chart.step(x)) };
    const { about, t } = view;
    const of = about.populations[band.population]!.name;
    return {
      lines: [t('graph.cell', { cell: found.cell, population: of }), toldTime(about, found.step, t)],
      cell: { population: band.population, cell: found.cell },
      step: found.step,
    };
  }

  table(view: PanelView): Table {
    const { about, history, time } = view;
    const [times, populations, numbers]: [number[], string[], number[]] = [[], [], []];
    for (const { population } of this.#bands(view, this.#chart(view))) {
      const { name } = about.populations[population]!;
      history.spikes(population).visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (steps, cells, begin, end) => {
        for (let k = begin; k < end; k++) {
          times.push(steps[k]! * about.dt);
          populations.push(name);
          numbers.push(cells[k]!);
        }
      });
    }
    return { [timeColumn(about)]: times, population: populations, cell: numbers };
  }

  timeAxis(view: PanelView): TimeAxis {
    return timeAxisOf(this.#chart(view));
  }

  /** Rows have names in place of numbers. */
  #chart(view: PanelView): TimeChart {
    return timeChart(view, { label: '', low: 0, high: 0 });
  }

  /** In proportion to their sizes, but none so low that it cannot be seen. */
  #bands({ about }: PanelView, { frame: { top, bottom } }: TimeChart): RasterBand[] {
    const shown = this.#names.flatMap((name) => {
      const population = populationNumber(about, name);
      return population < 0 ? [] : [{ population, size: about.populations[population]!.size }];
    });
    const cells = shown.reduce((sum, { size }) => sum + size, 0);
    const gap = shown.length > 1 ? 2 : 0;
    const room = Math.max(1, bottom - top - gap * (shown.length - 1));
    const least = Math.min(12, (0.5 * room) / Math.max(1, shown.length));
    const share = (room - least * shown.length) / cells;
    let at = top;
    return shown.map(({ population, size }) => {
      const height = least + size * share;
      const band = { population, size, top: at, height };
      at += height + gap;
      return band;
    });
  }

  /** Bands part by a breath of colour; the selected cell's row by a line. */
  #stripes({ theme, selected }: PanelView, { frame: { left, right } }: TimeChart, bands: readonly RasterBand[]): PictureItem[] {
    const items = bands.map(({ population, top, height }): PictureItem => {
      const boxes = Float32Array.of(left, top, right - left, height);
      return { kind: 'rects', boxes, colours: theme.populations[population % theme.populations.length]!, alpha: 0.07 };
    });
    const band = selected === null ? undefined : bands.find(({ population }) => population === selected.population);
    if (band === undefined) return items;
    const row = band.height / band.size;
    const boxes = Float32Array.of(left, band.top + selected!.cell * row, right - left, Math.max(2, row));
    items.push({ kind: 'rects', boxes, colours: theme.accent, alpha: 0.35 });
    return items;
  }

  #shapes({ history, time, theme }: PanelView, chart: TimeChart, bands: readonly RasterBand[]): PictureItem[] {
    return bands.map(({ population, size, top, height }): PictureItem => {
      const row = height / size;
      const tall = Math.max(2, row * 0.8);
      const wide = Math.min(3, Math.max(1.5, chart.x(1) - chart.x(0)));
      const boxes: number[] = [];
      history.spikes(population).visit(Math.ceil(time.from + 1e-9), Math.floor(time.to) + 1, (steps, cells, begin, end) => {
        for (let k = begin; k < end; k++) {
          boxes.push(chart.x(steps[k]!) - wide / 2, top + (cells[k]! + 0.5) * row - tall / 2, wide, tall);
        }
      });
      return {
        kind: 'rects',
        boxes: Float32Array.from(boxes),
        colours: theme.populations[population % theme.populations.length]!,
      };
    });
  }

  #density(view: PanelView, { frame }: TimeChart, bands: readonly RasterBand[], count: number): ImageItem {
    return this.#image.draw(view, frame, bands, count);
  }
}

/** The spike that lies nearest to the pointer, within reach. */
function nearest(
  { history }: PanelView,
  chart: TimeChart,
  { population, size, top, height }: RasterBand,
  x: number,
  y: number,
): { readonly cell: number; readonly step: number } | null {
  let best: { cell: number; step: number } | null = null;
  let least = near * near;
  const row = height / size;
  history
    .spikes(population)
    .visit(Math.max(0, Math.floor(chart.step(x - near))), Math.ceil(chart.step(x + near)) + 1, (steps, cells, begin, end) => {
      for (let k = begin; k < end; k++) {
        const dx = chart.x(steps[k]!) - x;
        const dy = top + (cells[k]! + 0.5) * row - y;
        if (dx * dx + dy * dy >= least) continue;
        least = dx * dx + dy * dy;
        best = { cell: cells[k]!, step: steps[k]! };
      }
    });
  return best;
}

/** Names stand beside their rows, where they have room. */
function names({ about, theme }: PanelView, bands: readonly RasterBand[]): PictureItem[] {
  let last = Number.NEGATIVE_INFINITY;
  return bands.flatMap(({ population, top, height }): PictureItem[] => {
    const y = top + height / 2;
    if (y - last < theme.text * 1.1) return [];
    last = y;
    const { name } = about.populations[population]!;
    const colour = theme.populations[population % theme.populations.length]!;
    const text = shortened(name, theme.text * 0.9, theme.text * 3.5);
    return [{ kind: 'text', x: theme.text * 4.6 - 5, y, text, size: theme.text * 0.9, colour, align: 'end', bold: true }];
  });
}

/** As much of a name as has room. */
function shortened(name: string, size: number, room: number): string {
  let text = name;
  for (let length = name.length - 1; length > 0 && textWidth(text, size) > room; length--) text = `${name.slice(0, length)}…`;
  return text;
}
