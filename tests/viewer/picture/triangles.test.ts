import { describe, expect, it } from 'vitest';
import type { PictureItem } from '../../../viewer/picture/picture.ts';
import { cornerWords, dashed, Triangles } from '../../../viewer/picture/triangles.ts';

function of(item: PictureItem): {
  readonly area: number;
  readonly corners: number;
  readonly xs: number[];
  readonly words: number[];
} {
  const triangles = new Triangles();
  triangles.add(item);
  const { buffer, corners } = triangles;
  const words = new Uint32Array(buffer.buffer);
  const at = (corner: number): [number, number] => [buffer[corner * cornerWords]!, buffer[corner * cornerWords + 1]!];
  let area = 0;
  for (let k = 0; k < corners; k += 3) {
    const [[ax, ay], [bx, by], [cx, cy]] = [at(k), at(k + 1), at(k + 2)];
    area += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;
  }
  const numbers = Array.from({ length: corners }, (_, k) => k);
  return { area, corners, xs: numbers.map((k) => at(k)[0]), words: numbers.map((k) => words[k * cornerWords + 2]!) };
}

describe('triangles', () => {
  it('cover a rectangle exactly, in its colour and alpha', () => {
    const { area, words } = of({ kind: 'rects', boxes: Float32Array.of(1, 2, 30, 4), colours: 0x102030, alpha: 0.5 });
    expect(area).toBe(120);
    // Bytes red, green, blue, alpha; 0.5 rounds to 128.
    expect(new Set(words)).toEqual(new Set([0x80302010]));
  });

  it('cover a disc but for the sides that replace its circle', () => {
    const { area } = of({ kind: 'discs', discs: Float32Array.of(0, 0, 20), colours: 0 });
    // A regular polygon of 40 sides in the circle.
    expect(area).toBeCloseTo((40 / 2) * 400 * Math.sin((2 * Math.PI) / 40), 1);
  });

  it('make a straight line as long and as wide as it is, over any number of points', () => {
    const points = Float32Array.from({ length: 22 }, (_, k) => (k % 2 === 0 ? 5 * k : 7));
    expect(of({ kind: 'polyline', points, colour: 0, width: 2 }).area).toBeCloseTo(200, 3);
  });

  it('meet in the mitre of a right angle', () => {
    const points = Float32Array.of(0, 0, 10, 0, 10, 10);
    // Two strips of 10 x 2 share the corner: what the outer corner adds the inner one takes away.
    expect(of({ kind: 'polyline', points, colour: 0, width: 2 }).area).toBeCloseTo(40, 3);
  });

  it('break a line at NaN, and draw nothing for a segment without length', () => {
    const broken = Float32Array.of(0, 0, 10, 0, Number.NaN, Number.NaN, 20, 0, 30, 0);
    const { area, xs } = of({ kind: 'polyline', points: broken, colour: 0, width: 1 });
    expect(area).toBeCloseTo(20, 3);
    expect(xs.some((x) => x > 10.5 && x < 19.5)).toBe(false);
    expect(of({ kind: 'polyline', points: Float32Array.of(3, 3, 3, 3), colour: 0, width: 1 }).corners).toBe(0);
  });

  it('keep all colours when their buffer grows', () => {
    const triangles = new Triangles();
    // Opaque white is a NaN as a float.
    for (let k = 0; k < 500; k++) triangles.add({ kind: 'rects', boxes: Float32Array.of(k, 0, 1, 1), colours: 0xffffff });
    const words = new Uint32Array(triangles.buffer.buffer);
    for (let k = 0; k < triangles.corners; k++) expect(words[k * cornerWords + 2]).toBe(0xffffffff);
  });
});

describe('dashes', () => {
  it('go on round corners', () => {
    const pieces = dashed(Float32Array.of(0, 0, 10, 0, 10, 10), [6, 2]);
    const ends = [...pieces].filter((value) => !Number.isNaN(value));
    expect(ends).toEqual([0, 0, 6, 0, 8, 0, 10, 0, 10, 0, 10, 4, 10, 6, 10, 10]);
  });
});
