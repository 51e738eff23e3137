import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RasterCollector, rasterPlot } from '../../../cli/terminal/index.ts';
import { displayWidth } from '../../../cli/terminal/text.ts';
import { spikes } from '../../engine/operators/frames.ts';

function collected(
  options: ConstructorParameters<typeof RasterCollector>[0],
  steps: [step: number, ...cells: number[]][],
): RasterCollector {
  const collector = new RasterCollector(options);
  for (const [step, ...cells] of steps) collector.add(spikes(step, ...cells));
  return collector;
}

describe('RasterCollector', () => {
  it('keeps every spike of few cells over few steps', () => {
    const picture = collected({ name: 'E', size: 2 }, [
      [0, 1],
      [2, 0, 1],
    ]).picture(4);
    expect(picture).toMatchObject({ name: 'E', size: 2, from: 0, steps: 4, rows: 2, bins: 4, binSteps: 1 });
    expect([...picture.marks]).toEqual([0, 0, 1, 0, 1, 0, 1, 0]);
    expect([...picture.totals]).toEqual([1, 0, 2, 0]);
  });

  it('makes two bins one when time outgrows them, and loses no spike of the totals', () => {
    const picture = collected({ name: 'E', size: 1, bins: 4 }, [
      [0, 0],
      [3, 0],
      [5, 0],
      [13, 0],
    ]).picture(16);
    expect(picture).toMatchObject({ binSteps: 4, bins: 4 });
    expect([...picture.marks]).toEqual([1, 1, 0, 1]);
    expect([...picture.totals]).toEqual([2, 1, 0, 1]);
  });

  it('holds the same picture as bins counted afterwards, for any spikes', () => {
    const train = fc.uniqueArray(fc.nat(500), { maxLength: 60 }).map((steps) => steps.sort((a, b) => a - b));
    fc.assert(
      fc.property(train, (steps) => {
        const { totals, binSteps, bins } = collected(
          { name: 'E', size: 1, bins: 16 },
          steps.map((step) => [step, 0]),
        ).picture(501);
        const expected = new Float64Array(bins);
        for (const step of steps) expected[Math.floor(step / binSteps)]!++;
        expect(totals).toEqual(expected);
      }),
    );
  });

  it('lets evenly spaced cells stand for all, and counts the others in the totals', () => {
    const picture = collected({ name: 'E', size: 100, rows: 4 }, [
      [0, 12, 13, 37, 38],
      [1, 62, 87],
    ]).picture(2);
    expect([...picture.marks]).toEqual([1, 0, 1, 0, 0, 1, 0, 1]);
    expect([...picture.totals]).toEqual([4, 2]);
  });

  it('begins where it is told to', () => {
    const picture = collected({ name: 'E', size: 1, from: 10 }, [
      [9, 0],
      [10, 0],
      [12, 0],
    ]).picture(13);
    expect([...picture.marks]).toEqual([1, 0, 1]);
  });

  it('takes populations without cells', () => {
    expect(new RasterCollector({ name: 'none', size: 0 }).picture(5)).toMatchObject({ rows: 0, bins: 5 });
  });
});

describe('rasterPlot', () => {
  it('draws each cell on its own row, with name, size and axis', () => {
    const picture = collected({ name: 'gates', size: 4 }, [
      [0, 0],
      [5, 1],
      [10, 2],
      [15, 3],
    ]).picture(20);
    expect(rasterPlot([picture], { width: 34, dt: 1, lines: 1 })).toEqual([
      'gates        │⠈    ⠐    ⠠    ⢀',
      '             └┬──────────────────┬',
      '              0              20 ms',
    ]);
  });

  it('draws a rate strip with the rate of its tallest block', () => {
    const all = Array.from({ length: 10 }, (_, cell) => cell);
    const picture = collected({ name: 'E', size: 10 }, [
      [0, ...all],
      [10, 0, 1, 2, 3, 4],
    ]).picture(20);
    const strip = rasterPlot([picture], { width: 34, dt: 1 }).find((line) => line.startsWith('max'));
    expect(strip).toBe('max 1,000 Hz │█         ▄');
  });

  it('fits any width, shares lines by size and names the populations that it leaves out', () => {
    const names = Array.from({ length: 34 }, (_, i) => `population with a long name ${i}`);
    const pictures = names.map((name, i) => collected({ name, size: 10 ** (i % 5) }, [[i, 0]]).picture(40));
    for (const width of [40, 80, 120]) {
      const lines = rasterPlot(pictures, { width, dt: 0.1 });
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
      expect(lines.at(-1)).toBe('2 more populations are not drawn.');
    }
    const [small, large] = [pictures[2]!, pictures[4]!];
    const lines = rasterPlot([small, large], { width: 80, dt: 0.1 });
    const strips = lines.flatMap((line, i) => (line.startsWith('max') ? [i] : []));
    expect(strips[0]! < strips[1]! - strips[0]! - 1).toBe(true);
  });

  it('draws nothing for nothing, and says of a silent population that it is', () => {
    expect(rasterPlot([], { width: 80, dt: 1 })).toEqual([]);
    expect(rasterPlot([new RasterCollector({ name: 'E', size: 10 }).picture(0)], { width: 80, dt: 1 })).toEqual([]);
    expect(rasterPlot([new RasterCollector({ name: 'E', size: 10 }).picture(5)], { width: 80, dt: 1 }).join('\n')).toContain(
      'silent',
    );
  });
});
