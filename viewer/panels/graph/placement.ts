/** Where nodes lie, in units of the layout's own, and how that is fitted into a box of pixels. */

export interface Placement {
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Bends of edges between their ends, as x, y pairs; null: none. By edge. */
  readonly routes: readonly (readonly number[] | null)[] | null;
  /** Whether one unit is as long across as down: true of circles and of space. */
  readonly keepsShape: boolean;
}

/** In pixels. */
export interface Fitted extends Placement {
  /** Of a unit of the layout, across. */
  readonly pixels: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** In the middle of the box and as large as it can be, with all bends; a shape that need not be kept is stretched. */
export function fitted({ x, y, routes, keepsShape }: Placement, box: Box): Fitted {
  const bends = routes?.flatMap((route) => route ?? []) ?? [];
  const [left, right] = extent([...x, ...bends.filter((_, k) => k % 2 === 0)]);
  const [top, bottom] = extent([...y, ...bends.filter((_, k) => k % 2 === 1)]);
  let scaleX = right > left ? box.width / (right - left) : 0;
  let scaleY = bottom > top ? box.height / (bottom - top) : 0;
  if (keepsShape) {
    const scale = Math.min(scaleX || Number.POSITIVE_INFINITY, scaleY || Number.POSITIVE_INFINITY);
    scaleX = scaleY = Number.isFinite(scale) ? scale : 0;
  }
  const across = (value: number): number => box.x + box.width / 2 + (value - (left + right) / 2) * scaleX;
  const down = (value: number): number => box.y + box.height / 2 + (value - (top + bottom) / 2) * scaleY;
  const moved = (route: readonly number[]): number[] => route.map((value, k) => (k % 2 === 0 ? across(value) : down(value)));
  return {
    x: x.map(across),
    y: y.map(down),
    routes: routes?.map((route) => (route === null ? null : moved(route))) ?? null,
    keepsShape,
    pixels: scaleX,
  };
}

function extent(values: readonly number[]): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return values.length === 0 ? [0, 0] : [low, high];
}

/** The distance of each node to its nearest neighbour; the smallest of all. Infinite for a single node. */
export function nearest({ x, y }: Placement): number {
  let least = Number.POSITIVE_INFINITY;
  for (let a = 0; a < x.length; a++) {
    for (let b = 0; b < a; b++) least = Math.min(least, (x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2);
  }
  return Math.sqrt(least);
}
