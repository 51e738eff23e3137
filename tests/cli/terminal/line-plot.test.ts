import { describe, expect, it } from 'vitest';
import { linePlot } from '../../../cli/terminal/index.ts';
import { displayWidth } from '../../../cli/terminal/text.ts';

const x = [0, 1, 2, 3, 4];

describe('linePlot', () => {
  it('draws a rising line from corner to corner', () => {
    const plot = { curves: [{ name: 'y', x, y: x }], x: { label: 'time', unit: 's' }, y: { label: 'height' } };
    expect(linePlot(plot, { width: 27, lines: 3 })).toEqual([
      'height',
      '4 ┤                 ⣀⣀⠤⠤⠒⠒⠉',
      '2 ┤        ⣀⣀⣀⠤⠤⠒⠒⠉⠉',
      '0 ┤⣀⡠⠤⠔⠒⠊⠉⠉',
      '  └┬───────────┬──────────┬',
      '   0           2          4',
      '                   time (s)',
    ]);
  });

  it('keeps to its width and tells curves apart', () => {
    const y = x.map((value) => 1000 * value * value);
    const curves = [
      { name: 'formula', x, y },
      { name: 'run', x, y, draw: 'points' as const },
    ];
    for (const width of [40, 80, 120]) {
      const lines = linePlot(
        { title: 'f–I', curves, x: { label: 'current', unit: 'nA' }, y: { label: 'rate', unit: 'Hz' } },
        { width },
      );
      expect(lines[0]).toBe('f–I');
      expect(lines[1]).toBe('rate (Hz)   ── formula   • run');
      for (const line of lines) expect(displayWidth(line)).toBeLessThanOrEqual(width);
    }
  });

  it('leaves out what is not finite, and draws nothing where nothing is left', () => {
    const plot = (y: number[]) =>
      linePlot({ curves: [{ name: 'y', x, y }], x: { label: 'x' }, y: { label: 'y' } }, { width: 40 });
    expect(plot([Number.NaN, Infinity, -Infinity, Number.NaN, Number.NaN])).toEqual([]);
    expect(plot([1, 1, Number.NaN, 1, 1]).join('')).not.toContain('NaN');
  });
});
