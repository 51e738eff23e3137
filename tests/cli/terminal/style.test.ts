import { describe, expect, it } from 'vitest';
import { terminalStyle } from '../../../cli/terminal/index.ts';

describe('the style of an output', () => {
  it('is as wide as the terminal, between 40 and 120 columns', () => {
    const width = (columns: number) => terminalStyle({ isTTY: true, columns }, {}).width;
    expect([20, 80, 300].map(width)).toEqual([40, 80, 120]);
  });

  it('is as wide as COLUMNS says where the output has no width, or reports none', () => {
    expect(terminalStyle({}, { COLUMNS: '72' }).width).toBe(72);
    expect(terminalStyle({ isTTY: true, columns: 0 }, { COLUMNS: '72' }).width).toBe(72);
    expect(terminalStyle({ columns: 90 }, { COLUMNS: '72' }).width).toBe(90);
    for (const COLUMNS of ['wide', '', '-3', undefined]) expect(terminalStyle({}, { COLUMNS }).width).toBe(100);
  });

  it('has colours on a terminal only', () => {
    expect(terminalStyle({ isTTY: true, columns: 80 }, {}).colours.red('x')).toBe('\u001b[31mx\u001b[39m');
    expect(terminalStyle({}, {}).colours.red('x')).toBe('x');
  });
});
