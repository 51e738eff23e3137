/** A picture of dots, 2 x 4 in each character. Knows nothing of what is drawn. */
import type { Paint } from './colour.ts';

/** Bit of the dot in column x, row y of a character, as Unicode numbers them: index 2 y + x. */
const BITS = [0x01, 0x08, 0x02, 0x10, 0x04, 0x20, 0x40, 0x80];

export class BrailleCanvas {
  /** In dots. */
  readonly width: number;
  readonly height: number;
  readonly #columns: number;
  readonly #dots: Uint8Array;
  readonly #pens: Uint8Array;
  readonly #signs = new Map<number, string>();

  /** Size in characters. */
  constructor(columns: number, rows: number) {
    this.width = 2 * columns;
    this.height = 4 * rows;
    this.#columns = columns;
    this.#dots = new Uint8Array(columns * rows);
    this.#pens = new Uint8Array(columns * rows);
  }

  /** Dots outside are left out. A character has one colour: that of the pen which last drew in it. */
  set(x: number, y: number, pen = 0): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const at = (y >> 2) * this.#columns + (x >> 1);
    this.#dots[at]! |= BITS[2 * (y & 3) + (x & 1)]!;
    this.#pens[at] = pen;
  }

  /** A character in place of the dots around x, y; it stands out against lines. */
  sign(x: number, y: number, character: string, pen = 0): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    this.set(x, y, pen);
    this.#signs.set((y >> 2) * this.#columns + (x >> 1), character);
  }

  /** A straight line, both ends included. */
  line(x0: number, y0: number, x1: number, y1: number, pen = 0): void {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let i = 0; i <= steps; i++)
      this.set(Math.round(x0 + ((x1 - x0) * i) / steps), Math.round(y0 + ((y1 - y0) * i) / steps), pen);
  }

  /** Lines of text, with spaces where there is no dot and none at the ends. */
  lines(paint: (pen: number) => Paint = () => (text) => text): string[] {
    const lines: string[] = [];
    for (let start = 0; start < this.#dots.length; start += this.#columns) lines.push(this.#row(start, paint));
    return lines;
  }

  #row(start: number, paint: (pen: number) => Paint): string {
    let end = start + this.#columns;
    while (end > start && this.#dots[end - 1] === 0) end--;
    let text = '';
    for (let at = start; at < end; ) {
      const pen = this.#pens[at]!;
      let run = '';
      // Empty characters take no colour, so they join any run.
      for (; at < end && (this.#dots[at] === 0 || this.#pens[at] === pen); at++) {
        run += this.#dots[at] === 0 ? ' ' : (this.#signs.get(at) ?? String.fromCharCode(0x2800 + this.#dots[at]!));
      }
      text += paint(pen)(run);
    }
    return text;
  }
}
