/** A curve a few lines high, for what changes while it is looked at. Knows nothing of what it means. */
import { BrailleCanvas } from './braille-canvas.ts';
import { type Colours, noColours } from './colour.ts';
import type { StepCurve } from './curve-collector.ts';
import { number } from './format.ts';
import { padStart } from './text.ts';

const LINES = 3;
const WIDEST = 60;
/** Where values span more than this factor, only a logarithmic axis shows both ends. */
const LOGARITHMIC_FROM = 10;

/** At most `width` columns; the largest and the smallest value stand at the left. Nothing for fewer than two points. */
export function smallCurve({ steps, values }: StepCurve, width: number, colours: Colours = noColours): string[] {
  if (steps.length < 2) return [];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const labels = [number(high), ...Array.from({ length: LINES - 2 }, () => ''), number(low)];
  const gutter = Math.max(...labels.map((label) => label.length));
  const room = Math.min(WIDEST, width - gutter - 2);
  if (room < 8 || !Number.isFinite(high - low)) return [];
  const canvas = new BrailleCanvas(room, LINES);
  draw(canvas, steps, heights(values, low, high));
  return canvas
    .lines(() => colours.series(0))
    .map((line, k) => `${colours.dim(`${padStart(labels[k]!, gutter)} ${labels[k] === '' ? '│' : '┤'}`)}${line}`);
}

/** From 0 for the smallest to 1 for the largest. */
function heights(values: readonly number[], low: number, high: number): number[] {
  if (low === high) return values.map(() => 0);
  if (low > 0 && high / low > LOGARITHMIC_FROM) return values.map((value) => Math.log(value / low) / Math.log(high / low));
  return values.map((value) => (value - low) / (high - low));
}

/** Of all points in a column of dots their mean, so that a noisy curve is a line and no band. */
function draw(canvas: BrailleCanvas, steps: readonly number[], ys: readonly number[]): void {
  const [first, last] = [steps[0]!, steps.at(-1)!];
  const sums = Array.from({ length: canvas.width }, () => ({ sum: 0, count: 0 }));
  steps.forEach((step, k) => {
    const column = sums[Math.floor(((step - first) / (last - first || 1)) * (canvas.width - 1))]!;
    column.sum += ys[k]!;
    column.count++;
  });
  let before: readonly [number, number] | null = null;
  sums.forEach(({ sum, count }, x) => {
    if (count === 0) return;
    const here = [x, Math.round((1 - sum / count) * (canvas.height - 1))] as const;
    canvas.line(...(before ?? here), ...here);
    before = here;
  });
}
