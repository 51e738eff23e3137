/** Curves over two axes with numbers. Knows nothing of what they mean. */
import { drawAxis, ticks } from './axis.ts';
import { BrailleCanvas } from './braille-canvas.ts';
import { noColours } from './colour.ts';
import type { PlotStyle } from './raster-plot.ts';
import { padStart, printable } from './text.ts';

export interface Curve {
  readonly name: string;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  /** Default 'line'. */
  readonly draw?: 'line' | 'points';
}

export interface LinePlot {
  readonly title?: string;
  readonly curves: readonly Curve[];
  readonly x: { readonly label: string; readonly unit?: string };
  readonly y: { readonly label: string; readonly unit?: string };
}

export interface LineStyle extends PlotStyle {
  /** Lines of the picture without axis and legend; default 12. */
  readonly lines?: number;
}

type Range = [low: number, high: number];

/**
 * The y axis includes 0 unless the curves keep far from it. Points that are not finite are left out, and a line has a gap there.
 */
export function linePlot(plot: LinePlot, style: LineStyle): string[] {
  const colours = style.colours ?? noColours;
  const xs = rangeOf(plot.curves.flatMap(({ x }) => Array.from(x)));
  const ys = roomy(rangeOf(plot.curves.flatMap(({ y }) => Array.from(y))));
  if (xs === undefined || ys === undefined || !Number.isFinite(xs[1] - xs[0]) || !Number.isFinite(ys[1] - ys[0])) return [];
  const height = style.lines ?? 12;
  const marks = new Map(
    ticks(ys[0], ys[1], Math.max(3, Math.ceil(height / 2))).map((mark) => [lineOf(mark, ys, height), String(mark)]),
  );
  const gutter = Math.max(...[...marks.values()].map((mark) => mark.length));
  const width = Math.max(10, style.width - gutter - 2);
  const canvas = new BrailleCanvas(width, height);
  plot.curves.forEach((curve, pen) => drawCurve(canvas, curve, pen, xs, ys));
  const border = (line: number) => colours.dim(marks.has(line) ? '┤' : '│');
  const [ruler, numbers] = drawAxis({ from: xs[0], to: xs[1] }, width);
  return [
    ...(plot.title === undefined ? [] : [colours.bold(printable(plot.title))]),
    legend(plot, colours.series),
    ...canvas.lines(colours.series).map((line, i) => `${padStart(marks.get(i) ?? '', gutter)} ${border(i)}${line}`.trimEnd()),
    `${' '.repeat(gutter + 1)}${colours.dim(`└${ruler}`)}`,
    `${' '.repeat(gutter + 2)}${numbers}`,
    padStart(named(plot.x), style.width),
  ];
}

function named({ label, unit }: LinePlot['x']): string {
  return printable(unit === undefined ? label : `${label} (${unit})`);
}

/** What the y axis shows, and the name of each curve where there are several. */
function legend({ curves, y }: LinePlot, series: (index: number) => (text: string) => string): string {
  if (curves.length === 1) return named(y);
  const names = curves.map(({ name, draw }, i) => `${series(i)(draw === 'points' ? '•' : '──')} ${printable(name)}`);
  return `${named(y)}   ${names.join('   ')}`;
}

function rangeOf(all: readonly number[]): Range | undefined {
  const finite = all.filter(Number.isFinite);
  if (finite.length === 0) return undefined;
  return finite.reduce<Range>(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
}

function roomy(range: Range | undefined): Range | undefined {
  if (range === undefined) return undefined;
  let [low, high] = range;
  if (low > 0 && low < 0.5 * high) low = 0;
  if (high < 0 && high > 0.5 * low) high = 0;
  return low === high ? [low - (Math.abs(low) || 1), high + (Math.abs(high) || 1)] : [low, high];
}

function lineOf(value: number, [low, high]: Range, height: number): number {
  return Math.floor(((high - value) / (high - low)) * (4 * height - 1)) >> 2;
}

function drawCurve(canvas: BrailleCanvas, { x, y, draw }: Curve, pen: number, xs: Range, ys: Range): void {
  const across = (value: number) => Math.round(((value - xs[0]) / (xs[1] - xs[0] || 1)) * (canvas.width - 1));
  const down = (value: number) => Math.round(((ys[1] - value) / (ys[1] - ys[0])) * (canvas.height - 1));
  let last: [number, number] | undefined;
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const finite = Number.isFinite(x[i]) && Number.isFinite(y[i]);
    const point: [number, number] | undefined = finite ? [across(x[i]!), down(y[i]!)] : undefined;
    if (point !== undefined && draw === 'points') canvas.sign(...point, '•', pen);
    else if (point !== undefined) canvas.line(...(last ?? point), ...point, pen);
    last = point;
  }
}
