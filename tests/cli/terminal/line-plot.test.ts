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

  it('marks points by a sign of their own, so that they stand out against a line', () => {
    const curves = [
      { name: 'theory', x, y: x },
      { name: 'run', x: [0, 2, 4], y: [0, 2, 4], draw: 'points' as const },
    ];
    const lines = linePlot({ curves, x: { label: 'x' }, y: { label: 'y' } }, { width: 27, lines: 3 });
    expect(lines.slice(1, 4).join('').match(/•/g)).toHaveLength(3);
    expect(lines[1]).toMatch(/•$/);
    expect(lines[3]).toMatch(/^0 ┤•/);
  });

  it('draws nothing of what no axis can hold', () => {
    const curves = [{ name: 'y', x: [0, 1], y: [-1.5e308, 1.5e308] }];
    expect(linePlot({ curves, x: { label: 'x' }, y: { label: 'y' } }, { width: 40 })).toEqual([]);
  });

  it('leaves out what is not finite, and draws nothing where nothing is left', () => {
    const plot = (y: number[]) =>
      linePlot({ curves: [{ name: 'y', x, y }], x: { label: 'x' }, y: { label: 'y' } }, { width: 40 });
    expect(plot([Number.NaN, Infinity, -Infinity, Number.NaN, Number.NaN])).toEqual([]);
    expect(plot([1, 1, Number.NaN, 1, 1]).join('')).not.toContain('NaN');
  });
});
