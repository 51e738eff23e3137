/** What a network makes of one input: a curve, beside what it should be, with the tube that it should stay in, and the data's examples. */
import type { Panel, ShownExamples } from '../../../engine/index.ts';
import type { Picture, PictureItem } from '../../picture/picture.ts';
import { textWidth } from '../../picture/text-width.ts';
import { populationNumber, unitOf } from '../cell-numbers.ts';
import { airy, type ChartFrame, chartFrame, noticePicture } from '../chart-frame.ts';
import type { Hit, PanelDrawing, PanelView, Table } from '../panel.ts';
import { named, shortNumber, withUnit } from '../short-number.ts';
import { askSurface, variableOf } from './ask-surface.ts';

export type FunctionPanel = Extract<Panel, { readonly panel: 'curve'; readonly surface: object }>;

const points = 201;
const mostExamples = 1000;

/** Places and values, ascending. */
interface Curve {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export class FunctionCurve implements PanelDrawing {
  readonly #panel: FunctionPanel;

  constructor(panel: FunctionPanel) {
    this.#panel = panel;
  }

  draw(view: PanelView): Picture {
    const { theme, width, height, t } = view;
    const { curve, why } = this.#curve(view);
    if (curve === null) return noticePicture(theme, width, height, why ?? t('panel.waiting'));
    const expected = this.#expected();
    const examples = this.#examples(view);
    const frame = this.#frame(view, curve, expected, examples);
    const { left, right, top, bottom } = frame;
    const inside: PictureItem[] = [
      ...(expected === null ? [] : this.#tube(view, frame, expected)),
      ...(expected === null ? [] : [line(frame, expected, theme.faint, 1.5)]),
      ...dots(view, frame, examples, this.#panel.cell ?? 0),
      line(frame, curve, theme.accent, 2.2),
    ];
    const clip = { kind: 'clip', x: left, y: top, width: right - left + 1, height: bottom - top, items: inside } as const;
    return { width, height, items: [...frame.items, clip, ...this.#legend(view, frame, curve, expected)] };
  }

  hit(view: PanelView, x: number): Hit | null {
    const { curve } = this.#curve(view);
    if (curve === null) return null;
    const { surface, between, cell = 0 } = this.#panel;
    const expected = this.#expected();
    const { left, right } = this.#frame(view, curve, expected, this.#examples(view));
    if (x < left || x > right) return null;
    const at = between[0] + ((x - left) / (right - left)) * (between[1] - between[0]);
    const variable = variableOf(view, surface);
    const unit = unitOf(view.about, surface.of, variable);
    const lines = [`${surface.from} = ${shortNumber(at)}`, `${variable} = ${withUnit(along(curve, at), unit)}`];
    if (expected !== null) lines.push(`${view.t('curve.expected')}: ${withUnit(along(expected, at), unit)}`);
    return { lines, cell: { population: populationNumber(view.about, surface.of), cell }, step: null };
  }

  table(view: PanelView): Table {
    const { curve } = this.#curve(view);
    if (curve === null) return {};
    const { surface } = this.#panel;
    const variable = variableOf(view, surface);
    const expected = this.#expected();
    return {
      [surface.from]: curve.x,
      [named(variable, unitOf(view.about, surface.of, variable))]: curve.y,
      ...(expected === null ? {} : { expected: curve.x.map((x) => along(expected, x)) }),
    };
  }

  timeAxis(): null {
    return null;
  }

  #curve(view: PanelView): { readonly curve: Curve | null; readonly why: string | null } {
    const { surface, between, cell = 0 } = this.#panel;
    const { told, why } = askSurface(view, surface, { across: between, up: null, columns: points, rows: 1 });
    if (told === null || cell >= told.cells) return { curve: null, why };
    const y = Array.from(told.values.subarray(cell * points, (cell + 1) * points));
    return { curve: { x: evenly(between, points), y }, why: null };
  }

  #expected(): Curve | null {
    const { expected, between } = this.#panel;
    return expected === undefined ? null : { x: evenly(between, expected.length), y: expected };
  }

  #examples({ about, ask }: PanelView): ShownExamples | null {
    const { points: field, surface } = this.#panel;
    if (field === undefined) return null;
    const { answer } = ask({ of: 'examples', inputs: populationNumber(about, surface.from), field, limit: mostExamples });
    return answer?.of === 'examples' ? answer.examples : null;
  }

  /** Limits are those of what should be, where that is known, so that they stay while it learns. */
  #frame(view: PanelView, curve: Curve, expected: Curve | null, examples: ShownExamples | null): ChartFrame {
    const { theme, width, height } = view;
    const { surface, between, tube = 0, cell = 0 } = this.#panel;
    const wanted = examples === null ? [] : valuesOf(examples, cell);
    const around = expected?.y.flatMap((y) => [y - tube, y + tube]) ?? [];
    const known = [...around, ...wanted];
    const [low, high] = airy(known.length > 0 ? known : curve.y);
    const variable = variableOf(view, surface);
    const up = { label: named(variable, unitOf(view.about, surface.of, variable)), low, high };
    return chartFrame(theme, width, height, { label: surface.from, low: between[0], high: between[1] }, up);
  }

  #tube({ theme }: PanelView, frame: ChartFrame, { x, y }: Curve): PictureItem[] {
    const { tube } = this.#panel;
    if (tube === undefined) return [];
    const [low, high] = [y.map((value) => value - tube), y.map((value) => value + tube)];
    // Pieces, since the whole is not convex.
    const pieces = x.slice(1).map((right, k): PictureItem => {
      const corners = [x[k]!, high[k]!, right, high[k + 1]!, right, low[k + 1]!, x[k]!, low[k]!];
      const points = Float32Array.from(corners, (value, c) => (c % 2 === 0 ? frame.x(value) : frame.y(value)));
      return { kind: 'polygon', points, fill: theme.populations[2]!, alpha: 0.22 };
    });
    return [...pieces, ...[low, high].map((edge) => line(frame, { x, y: edge }, theme.populations[2]!, 1))];
  }

  /** How far it is from what it should be, where that is known. */
  #legend({ theme, t }: PanelView, { left }: ChartFrame, curve: Curve, expected: Curve | null): PictureItem[] {
    const { surface, tube } = this.#panel;
    const entries = [{ text: surface.of, colour: theme.accent }];
    if (expected !== null) {
      const worst = Math.max(...curve.x.map((x, k) => Math.abs(curve.y[k]! - along(expected, x))));
      const beyond = tube !== undefined && worst > tube;
      const limit = tube === undefined ? '' : beyond ? ` > ${shortNumber(tube)}` : ` ≤ ${shortNumber(tube)}`;
      entries.push({ text: t('curve.expected'), colour: theme.faint });
      const error = t('curve.farthest', { error: shortNumber(worst) });
      const colour = tube === undefined ? theme.ink : beyond ? theme.populations[5]! : theme.populations[2]!;
      entries.push({ text: `${error}${limit}`, colour });
    }
    let x = left + theme.text * 0.6;
    return entries.map(({ text, colour }): PictureItem => {
      const at = x;
      x += textWidth(text, theme.text) + theme.text * 1.4;
      return { kind: 'text', x: at, y: theme.text * 0.6, text, size: theme.text * 0.95, colour, bold: true };
    });
  }
}

function evenly([low, high]: readonly [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, k) => low + ((high - low) * k) / (count - 1));
}

/** Between its points a curve is straight. */
function along({ x, y }: Curve, at: number): number {
  const place = ((at - x[0]!) / (x.at(-1)! - x[0]!)) * (x.length - 1);
  const k = Math.min(x.length - 2, Math.max(0, Math.floor(place)));
  return y[k]! + (place - k) * (y[k + 1]! - y[k]!);
}

function line(frame: ChartFrame, { x, y }: Curve, colour: number, width: number): PictureItem {
  const points = Float32Array.from({ length: 2 * x.length }, (_, k) => (k % 2 === 0 ? frame.x(x[k >> 1]!) : frame.y(y[k >> 1]!)));
  return { kind: 'polyline', points, colour, width };
}

/** Of each example, the number that is asked of a cell. */
function valuesOf({ values, count }: ShownExamples, cell: number): number[] {
  const each = values.length / Math.max(1, count);
  return Array.from({ length: count }, (_, k) => values[k * each + Math.min(each - 1, cell)]!);
}

function dots({ theme }: PanelView, frame: ChartFrame, examples: ShownExamples | null, cell: number): PictureItem[] {
  if (examples === null) return [];
  const wanted = valuesOf(examples, cell);
  const discs = Float32Array.from(wanted.flatMap((value, k) => [frame.x(examples.inputs[k]!), frame.y(value), 2.4]));
  return [{ kind: 'discs', discs, colours: theme.populations[0]!, alpha: 0.6 }];
}
