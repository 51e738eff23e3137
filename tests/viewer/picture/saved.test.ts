import { describe, expect, it } from 'vitest';
import { paintPicture, timeTicks, toCsv, toSvg } from '../../../viewer/picture/index.ts';

describe('CSV', () => {
  it('quotes what it must, leaves what is not known empty, and lets no name be a formula', () => {
    const table = { 'a,b': [1, Number.NaN], name: ['=1+1', 'he said "x"'] };
    expect(toCsv(table)).toBe('"a,b",name\r\n1,\'=1+1\r\n,"he said ""x"""\r\n');
  });
});

describe('SVG', () => {
  it('has every kind of item, and no text that breaks it', async () => {
    const svg = await toSvg(
      {
        width: 100,
        height: 50,
        items: [
          { kind: 'text', x: 1, y: 2, text: '<b> & \u0007', size: 12, colour: 0xff0000 },
          { kind: 'polyline', points: Float32Array.of(0, 0, 5, 5, Number.NaN, Number.NaN, 6, 6, 7, 7), colour: 1, width: 2 },
          {
            kind: 'clip',
            x: 0,
            y: 0,
            width: 9,
            height: 9,
            items: [
              { kind: 'image', x: 0, y: 0, width: 9, height: 9, columns: 1, rows: 1, rgba: Uint8ClampedArray.of(1, 2, 3, 255) },
              { kind: 'rects', boxes: Float32Array.of(1, 1, 2, 2), colours: Uint32Array.of(0xabcdef) },
              { kind: 'discs', discs: Float32Array.of(1, 1, 2), colours: 5, outline: { colour: 6, width: 1 } },
            ],
          },
          { kind: 'polygon', points: Float32Array.of(0, 0, 1, 0, 1, 1), fill: 0x00ff00 },
        ],
      },
      0xffffff,
      async ({ rgba }) => `data:image/png;base64,${Buffer.from(rgba).toString('base64')}`,
    );
    expect(svg).toContain('&lt;b&gt; &amp; </text>');
    expect(svg).toContain('M0 0L5 5M6 6L7 7');
    expect(svg).toContain('fill="#abcdef"');
    expect(svg).toContain('clip-path="url(#clip-0)"');
    expect(svg).toContain('href="data:image/png;base64,AQID/w=="');
    // Each tag that is opened is closed, or closes itself.
    const open = (svg.match(/<(?![?/])[a-zA-Z]+/g) ?? []).length;
    expect((svg.match(/\/>|<\//g) ?? []).length).toBe(open);
  });
});

describe('lines of saved pictures', () => {
  it('break where only y is not known, as those of rates are', async () => {
    const points = Float32Array.of(0, 1, 5, Number.NaN, 9, Number.NaN, 9, 3, 12, 3);
    const svg = await toSvg({ width: 20, height: 9, items: [{ kind: 'polyline', points, colour: 0, width: 1 }] }, 0xffffff);
    expect(svg).toContain('d="M0 1M9 3L12 3"');
    const calls: string[] = [];
    const context = {
      setLineDash() {},
      beginPath() {},
      stroke() {},
      moveTo: (x: number) => calls.push(`M${x}`),
      lineTo: (x: number) => calls.push(`L${x}`),
    };
    paintPicture(context as unknown as CanvasRenderingContext2D, { items: [{ kind: 'polyline', points, colour: 0, width: 1 }] });
    expect(calls).toEqual(['M0', 'M9', 'L12']);
  });
});

describe('ticks of time', () => {
  it('are round, apart, and in the unit that suits', () => {
    expect(timeTicks({ from: 0, to: 10_000, dt: 0.1, timed: true, left: 0, right: 500 }).map(({ label }) => label)).toEqual([
      '0 ms',
      '200 ms',
      '400 ms',
      '600 ms',
      '800 ms',
      '1000 ms',
    ]);
    const seconds = timeTicks({ from: 0, to: 1e6, dt: 0.1, timed: true, left: 10, right: 910 });
    expect(seconds.at(-1)).toEqual({ x: 910, label: '100 s' });
    expect(timeTicks({ from: 5, to: 5, dt: 0.1, timed: true, left: 0, right: 100 })).toEqual([]);
  });
});
