/**
 * How far the weights into each cell are from those into its neighbours, on average, where the cells lie: ridges part clusters (U-matrix: Ultsch &
 * Siemon 1990, Proc INNC 305).
 */
import type { IncomingWeights, Panel } from '../../../engine/index.ts';
import { colourOf } from '../../picture/colour-map.ts';
import type { Picture, PictureItem } from '../../picture/picture.ts';
import { noticePicture } from '../chart-frame.ts';
import { barRoom, colourBar, scaleOf } from '../heat-image.ts';
import type { Hit, PanelDrawing, PanelView, Table } from '../panel.ts';
import { withUnit } from '../short-number.ts';
import { askMap, endsOf, Neighbours, type Pairs } from './map-weights.ts';

export type ApartPanel = Extract<Panel, { readonly panel: 'image-grid'; readonly apart: string }>;

const margin = 8;

interface Laid {
  /** Upper left corner of each cell, and its side. */
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly side: number;
}

export class ApartImage implements PanelDrawing {
  readonly #panel: ApartPanel;
  readonly #neighbours = new Neighbours();
  #measured: { readonly weights: IncomingWeights; readonly distances: Float64Array } | null = null;

  constructor(panel: ApartPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { weights, why } = askMap(view, this.#panel.apart);
    if (weights === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const distances = this.#distances(view, weights);
    const scale = scaleOf(distances, theme);
    const laid = this.#laid(view);
    if (scale === null || laid === null) return noticePicture(theme, width, height, t('panel.nothing'));
    const { x, y, side } = laid;
    const cells: PictureItem = {
      kind: 'rects',
      boxes: Float32Array.from(x.flatMap((left, cell) => [left, y[cell]!, side, side])),
      colours: Uint32Array.from(distances, (distance) => colourOf(scale, distance)),
    };
    const [top, bottom] = [margin, Math.min(height - margin, theme.text * 12)];
    return {
      width,
      height,
      items: [cells, ...colourBar(theme, scale, weights.unit, width - barRoom(theme) + theme.text, top, bottom)],
    };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { weights } = askMap(view, this.#panel.apart);
    const laid = this.#laid(view);
    if (weights === null || laid === null) return null;
    const inside = (at: number, from: number) => at >= from && at < from + laid.side;
    const cell = laid.x.findIndex((left, k) => inside(x, left) && inside(y, laid.y[k]!));
    if (cell < 0) return null;
    const { target } = endsOf(view.about, this.#panel.apart);
    const lines = [
      view.t('graph.cell', { cell, population: view.about.populations[target]!.name }),
      withUnit(this.#distances(view, weights)[cell]!, weights.unit),
    ];
    return { lines, cell: { population: target, cell }, step: null };
  }

  table(view: PanelView): Table {
    const { weights } = askMap(view, this.#panel.apart);
    if (weights === null) return {};
    const distances = Array.from(this.#distances(view, weights));
    return { cell: [...distances.keys()], distance: distances };
  }

  timeAxis(): null {
    return null;
  }

  #distances({ about }: PanelView, weights: IncomingWeights): Float64Array {
    if (this.#measured?.weights === weights) return this.#measured.distances;
    const distances = meanDistances(weights, this.#neighbours.of(about, endsOf(about, this.#panel.apart).target));
    this.#measured = { weights, distances };
    return distances;
  }

  /** Squares at the cells' places, row 0 at the top, as large as they can be. Null where cells have none. */
  #laid({ about, width, height, theme }: PanelView): Laid | null {
    const { positions } = about.populations[endsOf(about, this.#panel.apart).target]!;
    if (positions === null) return null;
    const [x, y] = [positions[0]!, positions[1] ?? new Float64Array(positions[0]!.length)];
    const step = spacing(x, y);
    const [wide, high] = [Math.max(...x) / step + 1, Math.max(...y) / step + 1];
    const side = Math.min((width - barRoom(theme) - 2 * margin) / wide, (height - 2 * margin) / high);
    const [left, top] = [(width - barRoom(theme) - wide * side) / 2, (height - high * side) / 2];
    return {
      x: Array.from(x, (at) => left + (at / step) * side),
      y: Array.from(y, (at) => top + (at / step) * side),
      side: Math.max(1, side),
    };
  }
}

function spacing(x: Float64Array, y: Float64Array): number {
  let least = Number.POSITIVE_INFINITY;
  for (let cell = 1; cell < x.length; cell++) least = Math.min(least, Math.hypot(x[cell]! - x[0]!, y[cell]! - y[0]!));
  return Number.isFinite(least) && least > 0 ? least : 1;
}

function meanDistances({ values, targets }: IncomingWeights, pairs: Pairs): Float64Array {
  const inputs = values.length / Math.max(1, targets.length);
  const sums = new Float64Array(targets.length);
  const counts = new Float64Array(targets.length);
  for (const [a, b] of pairs) {
    let squared = 0;
    for (let i = 0; i < inputs; i++) squared += (values[a * inputs + i]! - values[b * inputs + i]!) ** 2;
    for (const cell of [a, b]) {
      sums[cell]! += Math.sqrt(squared);
      counts[cell]!++;
    }
  }
  return sums.map((sum, cell) => sum / counts[cell]!);
}
