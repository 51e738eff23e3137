/** Round numbers along an axis, and the axis drawn below a picture. Knows nothing of the picture. */
import { displayWidth } from './text.ts';

export interface Axis {
  readonly from: number;
  readonly to: number;
  /** Written after the last number. */
  readonly unit?: string;
}

/** Multiples of 1, 2 or 5 times a power of ten within [from, to], at most `most` of them. */
export function ticks(from: number, to: number, most: number): number[] {
  const span = to - from;
  if (!(span > 0)) return [from];
  const power = 10 ** Math.floor(Math.log10(span / most));
  const reach = (step: number) => [Math.ceil(from / step - 1e-9), Math.floor(to / step + 1e-9)] as const;
  const steps = [1, 2, 5, 10, 20, 50].map((factor) => factor * power);
  const step = steps.find((each) => reach(each)[1] - reach(each)[0] < most)!;
  const [first, last] = reach(step);
  return Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** Simulated time in the unit that reads best; steps where there is no dt. */
export function timeAxis(fromStep: number, steps: number, dt: number | null): Axis {
  if (dt === null) return { from: fromStep, to: fromStep + steps, unit: 'steps' };
  const end = (fromStep + steps) * dt;
  const [factor, unit] = end >= 2000 ? [1e-3, 's'] : end >= 1 ? [1, 'ms'] : [1e3, 'µs'];
  return { from: fromStep * dt * factor, to: end * factor, unit };
}

/** Two lines, `width` columns: the ruler with its ticks, and the numbers below. */
export function drawAxis(axis: Axis, width: number): [ruler: string, numbers: string] {
  const suffix = axis.unit === undefined ? '' : ` ${axis.unit}`;
  const widest = Math.max(...[axis.from, axis.to, 100].map((end) => String(Number(end.toPrecision(4))).length));
  const marks = ticks(axis.from, axis.to, Math.max(2, Math.floor(width / (widest + 5))));
  const ruler = Array.from('─'.repeat(width));
  let numbers = '';
  marks.forEach((mark, i) => {
    const at = Math.min(width - 1, Math.round(((mark - axis.from) / (axis.to - axis.from || 1)) * (width - 1)));
    ruler[at] = '┬';
    const label = String(mark) + (i === marks.length - 1 ? suffix : '');
    // The number, not its unit, is centred below its tick; at the right edge all of it is moved in.
    const centred = at - Math.floor(displayWidth(String(mark)) / 2);
    const start = Math.max(0, Math.min(centred, width - displayWidth(label)));
    if (numbers !== '' && start <= displayWidth(numbers)) return;
    numbers = numbers.padEnd(start) + label;
  });
  return [ruler.join(''), numbers];
}
