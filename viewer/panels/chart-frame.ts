/** Axes of a small chart: where numbers lie in the picture, ticks, labels with units. Knows no data. */
import type { PanelScale } from '../../engine/index.ts';
import type { PictureItem } from '../picture/picture.ts';
import { textWidth } from '../picture/text-width.ts';
import type { Theme } from './panel.ts';
import { shortNumber } from './short-number.ts';

export interface ChartAxis {
  readonly label: string;
  readonly low: number;
  readonly high: number;
  /** Equal distances are equal factors; both ends are above 0. Default 'linear'. */
  readonly scale?: PanelScale;
}

export interface ChartFrame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  x(value: number): number;
  y(value: number): number;
  readonly items: readonly PictureItem[];
}

/** @param room px kept free at the right, as for a colour bar; @param above px kept free at the top, as for names of lines */
export function chartFrame(
  theme: Theme,
  width: number,
  height: number,
  across: ChartAxis,
  up: ChartAxis,
  room = theme.text * 1.6,
  above = theme.text * 0.9,
): ChartFrame {
  const { text, faint, ink } = theme;
  const left = Math.min(width / 2, text * 4.6);
  const right = Math.max(left + 1, width - room);
  const top = Math.min(height / 2, above);
  // What is low has no room for names of axes.
  const low = height < text * 11;
  const bottom = Math.max(top + 1, height - text * (low ? 1.4 : 3));
  const [alongX, alongY] = [placeOn(across), placeOn(up)];
  const x = (value: number): number => left + alongX(value) * (right - left);
  const y = (value: number): number => bottom - alongY(value) * (bottom - top);
  const size = text * 0.85;
  const items: PictureItem[] = [
    { kind: 'polyline', points: Float32Array.of(left, top, left, bottom, right, bottom), colour: faint, width: 1 },
  ];
  for (const tick of ticksOf(across, (right - left) / (text * 6)))
    items.push({
      kind: 'text',
      x: x(tick),
      y: bottom + 3,
      text: shortNumber(tick),
      size,
      colour: ink,
      align: 'middle',
      baseline: 'top',
    });
  for (const tick of ticksOf(up, (bottom - top) / (text * 2.5)))
    items.push({ kind: 'text', x: left - 5, y: y(tick), text: shortNumber(tick), size, colour: ink, align: 'end' });
  if (low) return { left, right, top, bottom, x, y, items };
  const middle = (left + right) / 2;
  items.push({
    kind: 'text',
    x: middle,
    y: height - 3,
    text: across.label,
    size: text,
    colour: ink,
    align: 'middle',
    baseline: 'bottom',
  });
  items.push({
    kind: 'text',
    x: text * 0.8,
    y: (top + bottom) / 2,
    text: shortened(up.label, bottom - top, text),
    size: text,
    colour: ink,
    align: 'middle',
    upwards: true,
  });
  return { left, right, top, bottom, x, y, items };
}

/** As much of a text as there is room for. */
function shortened(label: string, room: number, size: number): string {
  if (textWidth(label, size) <= room) return label;
  let kept = label;
  while (kept !== '' && textWidth(`${kept} …`, size) > room) kept = kept.slice(0, -1);
  return `${kept.replace(/[\s,]+$/, '')} …`;
}

/** Share of the axis at which a value lies; NaN where it lies nowhere. */
function placeOn({ low, high, scale }: ChartAxis): (value: number) => number {
  if (scale !== 'log') return (value) => (value - low) / (high - low || 1);
  const [from, to] = [Math.log(low), Math.log(high)];
  return (value) => (value > 0 ? (Math.log(value) - from) / (to - from || 1) : Number.NaN);
}

function ticksOf({ low, high, scale }: ChartAxis, count: number): number[] {
  return scale === 'log' ? logTicks(low, high, count) : ticks(low, high, count);
}

/** Powers of ten within the limits, or every so manieth; 2 and 5 times them too where they are few. */
export function logTicks(low: number, high: number, count: number): number[] {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.ceil((to - from) / Math.max(1, count)));
  const digits = (to - from) * 3 <= count ? [1, 2, 5] : [1];
  const powers = Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, k) => from + k * every);
  const found = powers
    .flatMap((power) => digits.map((digit) => Number(`${digit}e${power}`)))
    .filter((tick) => tick >= low * (1 - 1e-9) && tick <= high * (1 + 1e-9));
  // One alone tells no scale.
  return found.length > 1 ? found : ticks(low, high, count / 2);
}

/** At most about `count` round numbers within the limits. */
export function ticks(low: number, high: number, count: number): number[] {
  if (!(high > low) || !Number.isFinite(high - low)) return [];
  const rough = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (rough / power <= 1 ? 1 : rough / power <= 2 ? 2 : rough / power <= 5 ? 5 : 10);
  const first = Math.ceil(low / step - 1e-9);
  const found = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(0, found) }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/** Limits with some air; equal ones are parted. */
export function airy(values: readonly number[], zero = false): readonly [number, number] {
  let [low, high] = zero ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low <= high)) return [0, 1];
  const air = (high - low || Math.abs(high) || 1) * 0.05;
  return [zero && low === 0 ? 0 : low - air, high + air];
}

/** Limits of what is above 0 with some air, for an axis of factors; null where nothing is. */
export function airyFactors(values: readonly number[]): readonly [number, number] | null {
  let [low, high] = [Number.POSITIVE_INFINITY, 0];
  for (const value of values) {
    if (value > 0 && value < low) low = value;
    if (value > high && Number.isFinite(value)) high = value;
  }
  if (!(low <= high)) return null;
  const air = Math.max(1.1, (high / low) ** 0.05);
  return [low / air, high * air];
}

/** One line of text in the middle, where there is nothing to draw. */
export function noticePicture(
  theme: Theme,
  width: number,
  height: number,
  text: string,
): { width: number; height: number; items: PictureItem[] } {
  return {
    width,
    height,
    items: [{ kind: 'text', x: width / 2, y: height / 2, text, size: theme.text, colour: theme.faint, align: 'middle' }],
  };
}
