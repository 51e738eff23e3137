import { describe, expect, it } from 'vitest';
import { BrailleCanvas } from '../../../cli/terminal/braille-canvas.ts';
import { ansiColours } from '../../../cli/terminal/colour.ts';

describe('BrailleCanvas', () => {
  it('puts each of the eight dots of a character where Unicode has it', () => {
    const dots = [0, 1, 2, 3].flatMap((y) => [0, 1].map((x) => [x, y] as const));
    const drawn = dots.map(([x, y]) => {
      const canvas = new BrailleCanvas(1, 1);
      canvas.set(x, y);
      return canvas.lines()[0];
    });
    expect(drawn.join('')).toBe('⠁⠈⠂⠐⠄⠠⡀⢀');
  });

  it('leaves out dots outside and spaces at the ends of lines', () => {
    const canvas = new BrailleCanvas(4, 2);
    for (const [x, y] of [
      [-1, 0],
      [8, 0],
      [0, -1],
      [0, 8],
      [2, 4],
    ] as const)
      canvas.set(x, y);
    expect(canvas.lines()).toEqual(['', ' ⠁']);
  });

  it('draws a line with both its ends', () => {
    const canvas = new BrailleCanvas(2, 1);
    canvas.line(3, 3, 0, 0);
    expect(canvas.lines()).toEqual(['⠑⢄']);
    const dot = new BrailleCanvas(1, 1);
    dot.line(1, 1, 1, 1);
    expect(dot.lines()).toEqual(['⠐']);
  });

  it('colours runs of characters of one pen together, whatever lies empty between', () => {
    const canvas = new BrailleCanvas(4, 1);
    canvas.set(0, 0, 0);
    canvas.set(4, 0, 0);
    canvas.set(6, 0, 1);
    expect(canvas.lines(ansiColours.series)).toEqual(['\u001b[36m⠁ ⠁\u001b[39m\u001b[35m⠁\u001b[39m']);
  });
});
