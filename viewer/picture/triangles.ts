/** Shapes of pictures as coloured triangles, ready for a vertex buffer: x, y (float32) and red, green, blue, alpha (bytes) per corner. Pure. */
import type { Colour, DiscsItem, PictureItem, PolygonItem, PolylineItem, RectsItem } from './picture.ts';

/** Numbers of 4 bytes per corner. */
export const cornerWords = 3;

export class Triangles {
  #floats = new Float32Array(1024 * cornerWords);
  #words = new Uint32Array(this.#floats.buffer);
  #at = 0;

  /** The whole buffer; what counts are the first `corners * cornerWords` of it. Another array after it has grown. */
  get buffer(): Float32Array {
    return this.#floats;
  }

  get corners(): number {
    return this.#at / cornerWords;
  }

  clear(): void {
    this.#at = 0;
  }

  /** Whether the item has a shape; texts, images and clips have none. */
  add(item: PictureItem): boolean {
    switch (item.kind) {
      case 'rects':
        this.#rects(item);
        return true;
      case 'discs':
        this.#discs(item);
        return true;
      case 'polyline':
        this.#polyline(item);
        return true;
      case 'polygon':
        this.#polygon(item);
        return true;
      default:
        return false;
    }
  }

  #rects({ boxes, colours, alpha = 1 }: RectsItem): void {
    const count = boxes.length / 4;
    this.#reserve(6 * count);
    for (let k = 0; k < count; k++) {
      const paint = packed(typeof colours === 'number' ? colours : colours[k]!, alpha);
      const [x, y] = [boxes[4 * k]!, boxes[4 * k + 1]!];
      const [right, bottom] = [x + boxes[4 * k + 2]!, y + boxes[4 * k + 3]!];
      this.#quad(x, y, right, y, right, bottom, x, bottom, paint);
    }
  }

  #discs({ discs, colours, alpha = 1, outline }: DiscsItem): void {
    const count = discs.length / 3;
    for (let k = 0; k < count; k++) {
      const [x, y, radius] = [discs[3 * k]!, discs[3 * k + 1]!, discs[3 * k + 2]!];
      const sides = sidesOf(radius);
      const paint = packed(typeof colours === 'number' ? colours : colours[k]!, alpha);
      if (outline === undefined) {
        this.#fan(x, y, radius, sides, paint);
        continue;
      }
      const rim = packed(typeof outline.colour === 'number' ? outline.colour : outline.colour[k]!, alpha);
      this.#fan(x, y, radius + outline.width / 2, sides, rim);
      this.#fan(x, y, Math.max(0, radius - outline.width / 2), sides, paint);
    }
  }

  #fan(x: number, y: number, radius: number, sides: number, paint: number): void {
    this.#reserve(3 * sides);
    const circle = circleOf(sides);
    for (let k = 0; k < sides; k++) {
      this.#corner(x, y, paint);
      this.#corner(x + radius * circle[2 * k]!, y + radius * circle[2 * k + 1]!, paint);
      this.#corner(x + radius * circle[2 * k + 2]!, y + radius * circle[2 * k + 3]!, paint);
    }
  }

  #polygon({ points, fill, alpha = 1, outline }: PolygonItem): void {
    const count = points.length / 2;
    if (fill !== undefined && count >= 3) {
      const paint = packed(fill, alpha);
      this.#reserve(3 * (count - 2));
      for (let k = 1; k < count - 1; k++) {
        this.#corner(points[0]!, points[1]!, paint);
        this.#corner(points[2 * k]!, points[2 * k + 1]!, paint);
        this.#corner(points[2 * k + 2]!, points[2 * k + 3]!, paint);
      }
    }
    if (outline === undefined || count < 2) return;
    const closed = new Float32Array(points.length + 4);
    closed.set(points);
    closed.set(points.subarray(0, 4), points.length);
    this.#stroke(closed, outline.width, packed(outline.colour, alpha));
  }

  #polyline({ points, colour, width, alpha = 1, dash }: PolylineItem): void {
    const paint = packed(colour, alpha);
    this.#stroke(dash === undefined ? points : dashed(points, dash), width, paint);
  }

  /** Corners of neighbouring segments meet in their mitre, which sharp bends cut short. */
  #stroke(points: Float32Array, width: number, paint: number): void {
    const half = width / 2;
    const count = points.length / 2;
    this.#reserve(6 * Math.max(0, count - 1));
    // Offsets of the left side at the begin of the segment.
    let [ox, oy] = [0, 0];
    let joined = false;
    for (let k = 0; k + 1 < count; k++) {
      const [x, y, toX, toY] = [points[2 * k]!, points[2 * k + 1]!, points[2 * k + 2]!, points[2 * k + 3]!];
      const [dx, dy] = [toX - x, toY - y];
      const length = Math.sqrt(dx * dx + dy * dy);
      // NaN breaks the line; a segment without length has no direction.
      if (!(length > 0)) {
        if (length !== 0) joined = false;
        continue;
      }
      const [nx, ny] = [(-dy / length) * half, (dx / length) * half];
      if (!joined) [ox, oy] = [nx, ny];
      let [ex, ey] = [nx, ny];
      joined = false;
      if (k + 2 < count) {
        const [bx, by] = [points[2 * k + 4]! - toX, points[2 * k + 5]! - toY];
        const next = Math.sqrt(bx * bx + by * by);
        if (next > 0) {
          const [mx, my] = [nx + (-by / next) * half, ny + (bx / next) * half];
          const along = mx * nx + my * ny;
          const scale = (half * half) / along;
          if (along > 0 && scale * scale * (mx * mx + my * my) < 4 * half * half) {
            [ex, ey] = [mx * scale, my * scale];
            joined = true;
          }
        }
      }
      this.#quad(x + ox, y + oy, toX + ex, toY + ey, toX - ex, toY - ey, x - ox, y - oy, paint);
      [ox, oy] = [ex, ey];
    }
  }

  #quad(ax: number, ay: number, bx: number, by: number, cx: number, cy: number, dx: number, dy: number, paint: number): void {
    this.#corner(ax, ay, paint);
    this.#corner(bx, by, paint);
    this.#corner(cx, cy, paint);
    this.#corner(ax, ay, paint);
    this.#corner(cx, cy, paint);
    this.#corner(dx, dy, paint);
  }

  #corner(x: number, y: number, paint: number): void {
    const at = this.#at;
    this.#floats[at] = x;
    this.#floats[at + 1] = y;
    this.#words[at + 2] = paint;
    this.#at = at + cornerWords;
  }

  #reserve(corners: number): void {
    const needed = this.#at + corners * cornerWords;
    if (needed <= this.#floats.length) return;
    const grown = new Float32Array(Math.max(needed, 2 * this.#floats.length));
    // As whole words: a colour may look like a NaN, whose bits a copy of floats need not keep.
    const words = new Uint32Array(grown.buffer);
    words.set(this.#words.subarray(0, this.#at));
    this.#floats = grown;
    this.#words = words;
  }
}

/** As four bytes in the order red, green, blue, alpha of a little-endian word; all machines that run browsers are. */
function packed(colour: Colour, alpha: number): number {
  const swapped = ((colour & 0xff) << 16) | (colour & 0xff00) | (colour >> 16);
  return ((Math.round(alpha * 255) << 24) | swapped) >>> 0;
}

function sidesOf(radius: number): number {
  return radius < 2 ? 6 : radius < 5 ? 10 : radius < 16 ? 20 : 40;
}

const circles = new Map<number, Float32Array>();

/** Corners on the unit circle, the first one again at the end. */
function circleOf(sides: number): Float32Array {
  let circle = circles.get(sides);
  if (circle === undefined) {
    circle = new Float32Array(2 * sides + 2);
    for (let k = 0; k <= sides; k++) {
      circle[2 * k] = Math.cos((2 * Math.PI * k) / sides);
      circle[2 * k + 1] = Math.sin((2 * Math.PI * k) / sides);
    }
    circles.set(sides, circle);
  }
  return circle;
}

/** The dashes of a line as pieces, with breaks between. */
export function dashed(points: Float32Array, [on, off]: readonly [number, number]): Float32Array {
  const pieces: number[] = [];
  let [left, drawing] = [on, true];
  for (let k = 0; k + 3 < points.length; k += 2) {
    const [x, y] = [points[k]!, points[k + 1]!];
    const [dx, dy] = [points[k + 2]! - x, points[k + 3]! - y];
    const length = Math.sqrt(dx * dx + dy * dy);
    if (Number.isNaN(length)) {
      [left, drawing] = [on, true];
      continue;
    }
    for (let at = 0; at < length; ) {
      const end = Math.min(length, at + left);
      if (drawing) {
        pieces.push(x + (dx * at) / length, y + (dy * at) / length, x + (dx * end) / length, y + (dy * end) / length);
        pieces.push(Number.NaN, Number.NaN);
      }
      left -= end - at;
      at = end;
      if (left <= 0) [left, drawing] = [drawing ? off : on, !drawing];
    }
  }
  return Float32Array.from(pieces);
}
