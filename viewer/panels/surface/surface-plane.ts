/**
 * What a network says of every point of a plane: a heat map with the contour of a threshold, or, of several cells, which of them is the
 * largest where. Over it lie the data's examples, and the contours of hidden cells.
 */
import type { Panel, ShownExamples, Surface, ToldSurface } from '../../../engine/index.ts';
import { type ColourScale, colourOf } from '../../picture/colour-map.ts';
import type { Picture, PictureItem } from '../../picture/picture.ts';
import { populationNumber, unitOf } from '../cell-numbers.ts';
import { type ChartFrame, noticePicture } from '../chart-frame.ts';
import { colourBar } from '../heat-image.ts';
import type { Hit, PanelDrawing, PanelView, Table, Theme } from '../panel.ts';
import { named, shortNumber, withUnit } from '../short-number.ts';
import { squareFrame } from '../square-frame.ts';
import { type AskedSurface, askSurface, type Points, valueAt, variableOf } from './ask-surface.ts';
import { contour } from './contour.ts';
import { Regions } from './regions.ts';
import { placed, type Square, SurfaceImage } from './surface-image.ts';

export type SurfacePlanePanel = Extract<Panel, { readonly panel: 'plane'; readonly surface: object }>;

/** Points along each side: between them colours are smooth. */
const points = 64;
const mostExamples = 1000;
/** An example that is farther from the pointer is not meant, in px. */
const near = 8;

export class SurfacePlane implements PanelDrawing {
  readonly #panel: SurfacePlanePanel;
  readonly #image = new SurfaceImage();
  readonly #regions = new Regions();
  #lines: { readonly told: ToldSurface; readonly all: readonly Float32Array[] } | null = null;

  constructor(panel: SurfacePlanePanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { told, why } = this.#asked(view);
    if (told === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const frame = this.#frame(view);
    const square: Square = frame;
    const { left, right, top, bottom } = frame;
    const examples = this.#examples(view);
    const several = this.#several(told);
    const scale = several ? null : this.#image.take(told, this.#threshold, theme);
    const cell = this.#panel.cell ?? 0;
    const ground: PictureItem[] =
      scale === null
        ? [this.#regions.image(told, square, theme)]
        : [this.#image.image(cell, square), this.#image.line(cell, square, theme.ink, 1.8)];
    const inside = [...ground, ...this.#contours(view, square), ...exampleItems(examples, frame, coloursOf(scale, theme), theme)];
    const clip = { kind: 'clip', x: left, y: top, width: right - left, height: bottom - top, items: inside } as const;
    return { width, height, items: [clip, ...frame.items, ...this.#legend(view, frame, scale, examples, told)] };
  }

  hit(view: PanelView, x: number, y: number): Hit | null {
    const { told } = this.#asked(view);
    const frame = this.#frame(view);
    const { left, right, top, bottom } = frame;
    if (told === null || x < left || x > right || y < top || y > bottom) return null;
    const { surface, between } = this.#panel;
    const shares = [(x - left) / (right - left), (bottom - y) / (bottom - top)] as const;
    const at = shares.map((share, k) => shortNumber(between[k]![0] + share * (between[k]![1] - between[k]![0])));
    const variable = variableOf(view, surface);
    const unit = unitOf(view.about, surface.of, variable);
    const cells = this.#several(told) ? [...Array(told.cells).keys()] : [this.#panel.cell ?? 0];
    const values = cells.map((cell) => `${surface.of} ${cell}: ${withUnit(valueAt(told, cell, ...shares), unit)}`);
    const lines = [`${surface.from} = ${at.join(', ')}`, ...values, ...nearest(this.#examples(view), frame, x, y)];
    return { lines, cell: { population: populationNumber(view.about, surface.of), cell: this.#panel.cell ?? 0 }, step: null };
  }

  table(view: PanelView): Table {
    const { told } = this.#asked(view);
    if (told === null) return {};
    const { surface, between } = this.#panel;
    const places = Array.from({ length: points * points }, (_, k) => k);
    const along = (k: 0 | 1, place: number): number => between[k][0] + ((between[k][1] - between[k][0]) * place) / (points - 1);
    const variable = variableOf(view, surface);
    const columns = Array.from({ length: told.cells }, (_, cell) => [
      named(`${variable} of ${surface.of} ${cell}`, unitOf(view.about, surface.of, variable)),
      places.map((k) => told.values[cell * points * points + k]!),
    ]);
    return {
      [`${surface.from} 0`]: places.map((k) => along(0, k % points)),
      [`${surface.from} 1`]: places.map((k) => along(1, Math.floor(k / points))),
      ...Object.fromEntries(columns),
    };
  }

  timeAxis(): null {
    return null;
  }

  get #threshold(): number {
    return this.#panel.threshold ?? 0.5;
  }

  /** Whether it shows which cell is the largest. */
  #several({ cells }: ToldSurface): boolean {
    return this.#panel.cell === undefined && cells > 1;
  }

  get #points(): Points {
    const [across, up] = this.#panel.between;
    return { across, up, columns: points, rows: points };
  }

  #asked(view: PanelView): AskedSurface {
    return askSurface(view, this.#panel.surface, this.#points);
  }

  #examples({ about, ask }: PanelView): ShownExamples | null {
    const { points: field, surface } = this.#panel;
    if (field === undefined) return null;
    const { answer } = ask({ of: 'examples', inputs: populationNumber(about, surface.from), field, limit: mostExamples });
    return answer?.of === 'examples' ? answer.examples : null;
  }

  /** Those of each hidden cell. */
  #contours(view: PanelView, square: Square): PictureItem[] {
    const { lines, surface } = this.#panel;
    if (lines === undefined) return [];
    const of: Surface = { ...lines, from: surface.from };
    const { told } = askSurface(view, of, this.#points);
    if (told === null) return [];
    const { cells, values, columns, rows } = told;
    if (this.#lines?.told !== told) {
      const one = (_: unknown, cell: number) => contour(values, cell * columns * rows, columns, rows, lines.at ?? 0);
      this.#lines = { told, all: Array.from({ length: cells }, one) };
    }
    return this.#lines.all.map((line) => ({
      kind: 'polyline',
      points: placed(line, square, columns, rows),
      colour: view.theme.ink,
      width: 1,
      alpha: 0.45,
      dash: [4, 4],
    }));
  }

  #legend(
    view: PanelView,
    { right, top, bottom }: ChartFrame,
    scale: ColourScale | null,
    examples: ShownExamples | null,
    told: ToldSurface,
  ): PictureItem[] {
    const { theme, about } = view;
    const { surface } = this.#panel;
    const x = right + theme.text;
    const unit = unitOf(about, surface.of, variableOf(view, surface));
    const under = scale === null ? top : top + Math.min((bottom - top) / 2, theme.text * 10) + theme.text * 1.5;
    const bar = scale === null ? [] : colourBar(theme, scale, unit, x, top, under - theme.text * 1.5);
    const colours = coloursOf(scale, theme);
    const names = examples?.classes ?? (scale === null ? Array.from({ length: told.cells }, (_, k) => String(k)) : []);
    const classes = names.flatMap((name, k): PictureItem[] => {
      const y = under + (k + 0.5) * theme.text * 1.5;
      if (y > bottom) return [];
      return [
        ...discs([x + theme.text / 2, y, theme.text * 0.36], colours(k), theme),
        { kind: 'text', x: x + theme.text * 1.3, y, text: name, size: theme.text * 0.9, colour: theme.ink },
      ];
    });
    return [...bar, ...classes];
  }

  /** As high as wide where both intervals are equal. */
  #frame(view: PanelView): ChartFrame {
    const { surface, between } = this.#panel;
    const [across, up] = between.map(([low, high], k) => ({ label: `${surface.from} ${k}`, low, high })) as [Axis, Axis];
    return squareFrame(view, across, up);
  }
}

interface Axis {
  readonly label: string;
  readonly low: number;
  readonly high: number;
}

/** By class: two have the ends of the scale, where there is one. */
function coloursOf(scale: ColourScale | null, { populations }: Theme): (label: number) => number {
  if (scale === null) return (label) => populations[label % populations.length]!;
  const { low, high } = scale;
  return (label) => colourOf(scale, label === 0 ? low + 0.12 * (high - low) : high - 0.12 * (high - low));
}

function exampleItems(
  examples: ShownExamples | null,
  { x, y }: ChartFrame,
  colour: (label: number) => number,
  theme: Theme,
): PictureItem[] {
  if (examples === null) return [];
  const { inputs, values, count } = examples;
  const radius = count > 300 ? 2.6 : count > 60 ? 3.4 : 5;
  const all = Float32Array.from({ length: 3 * count }, (_, k) => {
    const example = Math.floor(k / 3);
    return k % 3 === 2 ? radius : k % 3 === 0 ? x(inputs[2 * example]!) : y(inputs[2 * example + 1]!);
  });
  return discs(
    all,
    Uint32Array.from({ length: count }, (_, k) => colour(values[k]!)),
    theme,
  );
}

/** Told apart from the ground that they lie on. */
function discs(all: readonly number[] | Float32Array, colours: number | Uint32Array, { background }: Theme): PictureItem[] {
  return [{ kind: 'discs', discs: Float32Array.from(all), colours, outline: { colour: background, width: 1.4 } }];
}

function nearest(examples: ShownExamples | null, frame: ChartFrame, x: number, y: number): string[] {
  if (examples === null) return [];
  const { inputs, values, classes, count } = examples;
  let [best, least] = [-1, near];
  for (let k = 0; k < count; k++) {
    const distance = Math.hypot(frame.x(inputs[2 * k]!) - x, frame.y(inputs[2 * k + 1]!) - y);
    if (distance < least) [best, least] = [k, distance];
  }
  return best < 0 ? [] : [classes?.[values[best]!] ?? shortNumber(values[best]!)];
}
