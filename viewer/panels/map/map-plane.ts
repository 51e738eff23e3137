/**
 * A map over its data: each cell where two of its weights put it, lines to its neighbours on the lattice, examples behind. Colours are what a
 * cell says of the present example, as far as it belongs to the winner's neighbourhood; a ring is around the winner.
 */
import type { Panel, ShownExamples } from '../../../engine/index.ts';
import { colourOf, colourScale } from '../../picture/colour-map.ts';
import { mixed } from '../../picture/mixed.ts';
import type { Picture, PictureItem } from '../../picture/picture.ts';
import { cellNumbers } from '../cell-numbers.ts';
import { type ChartFrame, noticePicture } from '../chart-frame.ts';
import type { Hit, PanelDrawing, PanelView, Table } from '../panel.ts';
import { shortNumber } from '../short-number.ts';
import { squareFrame } from '../square-frame.ts';
import { askMap, endsOf, Neighbours } from './map-weights.ts';

export type MapPlanePanel = Extract<Panel, { readonly panel: 'plane'; readonly map: string }>;

const mostExamples = 1000;
/** px within which a cell is meant. */
const near = 10;

interface Places {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export class MapPlane implements PanelDrawing {
  readonly #panel: MapPlanePanel;
  readonly #neighbours = new Neighbours();

  constructor(panel: MapPlanePanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { weights, why } = askMap(view, this.#panel.map);
    if (weights === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const frame = this.#frame(view);
    const { left, right, top, bottom } = frame;
    const places = this.#places(weights.values, weights.targets.length, frame);
    const items = [...this.#examples(view, frame), ...this.#edges(view, places), ...this.#cells(view, places)];
    const clip = { kind: 'clip', x: left, y: top, width: right - left, height: bottom - top, items } as const;
    return { width, height, items: [clip, ...frame.items] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { weights } = askMap(view, this.#panel.map);
    if (weights === null) return null;
    const places = this.#places(weights.values, weights.targets.length, this.#frame(view));
    let [best, least] = [-1, near];
    for (let cell = 0; cell < places.x.length; cell++) {
      const distance = Math.hypot(places.x[cell]! - x, places.y[cell]! - y);
      if (distance < least) [best, least] = [cell, distance];
    }
    if (best < 0) return null;
    const { target } = endsOf(view.about, this.#panel.map);
    const inputs = weights.values.length / weights.targets.length;
    const shown = this.#axes.map((axis) => shortNumber(weights.values[best * inputs + axis]!)).join(', ');
    const lines = [view.t('graph.cell', { cell: best, population: view.about.populations[target]!.name }), shown];
    return { lines, cell: { population: target, cell: best }, step: null };
  }

  table(view: PanelView): Table {
    const { weights } = askMap(view, this.#panel.map);
    if (weights === null) return {};
    const inputs = weights.values.length / weights.targets.length;
    const cells = Array.from(weights.targets);
    const columns = this.#axes.map((axis) => [`weight ${axis}`, cells.map((_, cell) => weights.values[cell * inputs + axis]!)]);
    return { cell: cells, ...Object.fromEntries(columns) };
  }

  timeAxis(): null {
    return null;
  }

  get #axes(): readonly [number, number] {
    return this.#panel.axes ?? [0, 1];
  }

  #places(values: ArrayLike<number>, cells: number, frame: ChartFrame): Places {
    const inputs = values.length / cells;
    const [across, up] = this.#axes;
    const of = (axis: number, place: (value: number) => number) =>
      Float64Array.from({ length: cells }, (_, cell) => place(values[cell * inputs + axis]!));
    return { x: of(across, frame.x), y: of(up, frame.y) };
  }

  #frame(view: PanelView): ChartFrame {
    const [across, up] = this.#axes;
    const [[left, right], [low, high]] = this.#panel.between;
    const name = view.about.populations[endsOf(view.about, this.#panel.map).source]!.name;
    const axes = [
      { label: `${name} ${across}`, low: left, high: right },
      { label: `${name} ${up}`, low, high },
    ] as const;
    return squareFrame(view, ...axes);
  }

  #examples(view: PanelView, frame: ChartFrame): PictureItem[] {
    const examples = this.#asked(view);
    if (examples === null) return [];
    const { inputs, values, classes, count } = examples;
    const { theme } = view;
    const numbers = inputs.length / count;
    const [across, up] = this.#axes;
    const discs = Float32Array.from({ length: 3 * count }, (_, k) => {
      const example = Math.floor(k / 3) * numbers;
      return k % 3 === 2 ? 1.8 : k % 3 === 0 ? frame.x(inputs[example + across]!) : frame.y(inputs[example + up]!);
    });
    const quiet = (label: number) =>
      classes === null ? theme.faint : mixed(theme.background, theme.populations[label % theme.populations.length]!, 0.7);
    const colours = Uint32Array.from({ length: count }, (_, k) => quiet(values[k]!));
    return [{ kind: 'discs', discs, colours, alpha: 0.6 }];
  }

  #asked({ about, ask }: PanelView): ShownExamples | null {
    const { points, map } = this.#panel;
    if (points === undefined) return null;
    const { answer } = ask({ of: 'examples', inputs: endsOf(about, map).source, field: points, limit: mostExamples });
    return answer?.of === 'examples' ? answer.examples : null;
  }

  #edges({ about, theme }: PanelView, { x, y }: Places): PictureItem[] {
    const pairs = this.#neighbours.of(about, endsOf(about, this.#panel.map).target);
    const points = Float32Array.from(pairs.flatMap(([a, b]) => [x[a]!, y[a]!, x[b]!, y[b]!, Number.NaN, Number.NaN]));
    return [{ kind: 'polyline', points, colour: theme.ink, width: 1.2, alpha: 0.55 }];
  }

  #cells(view: PanelView, { x, y }: Places): PictureItem[] {
    const { theme } = view;
    const said = this.#said(view);
    const radius = x.length > 400 ? 2.2 : x.length > 150 ? 3 : 4.2;
    const discs = Float32Array.from({ length: 3 * x.length }, (_, k) => [x, y][k % 3]?.[Math.floor(k / 3)] ?? radius);
    const outline = { colour: theme.background, width: 0.8 };
    if (said === null) return [{ kind: 'discs', discs, colours: theme.accent, outline }];
    const scale = colourScale(0, 1, theme.dark);
    const colours = Uint32Array.from(x, (_, cell) => colourOf(scale, Math.min(1, said[cell]!)));
    const winner = Array.from(x.keys()).reduce((best, cell) => (said[cell]! > said[best]! ? cell : best), 0);
    const points = circle(x[winner]!, y[winner]!, radius * 2.2);
    return [
      { kind: 'discs', discs, colours, outline },
      { kind: 'polyline', points, colour: theme.accent, width: 2.2 },
    ];
  }

  #said(view: PanelView): ArrayLike<number> | null {
    const { active } = this.#panel;
    const population = view.about.populations.find(({ name }) => name === active);
    return population === undefined ? null : cellNumbers(view, population.name, population.output ?? undefined);
  }
}

/** Around a place, as a line. */
function circle(x: number, y: number, radius: number): Float32Array {
  const parts = 24;
  return Float32Array.from({ length: 2 * (parts + 1) }, (_, k) => {
    const angle = (2 * Math.PI * (k >> 1)) / parts;
    return k % 2 === 0 ? x + radius * Math.cos(angle) : y + radius * Math.sin(angle);
  });
}
