/** Letters as pictures on the graphics card, drawn once in the size that they are shown in: texts that change are put together from them. */
import { BitmapFont } from 'pixi.js';
import { monoFont, textFont } from './fonts.ts';

/** Drawn at once; others when they are first needed. */
const usual = [['a', 'z'], ['A', 'Z'], ['0', '9'], ' .,:;-−–+()[]/%=…<>×·µ²'];

const installed = new Set<string>();

/** -> the name of the font. */
export function glyphs(size: number, bold: boolean, mono: boolean): string {
  const sharpness = Math.min(2, devicePixelRatio);
  const name = `neurarium-${size}-${bold}-${mono}-${sharpness}`;
  if (installed.has(name)) return name;
  installed.add(name);
  const fontFamily = mono ? monoFont : textFont;
  const style = { fontFamily, fontSize: size, fontWeight: bold ? 'bold' : 'normal', fill: 0xffffff } as const;
  // Pairs of letters that move together would cost a measurement for each pair.
  BitmapFont.install({ name, style, chars: usual, resolution: sharpness, skipKerning: true });
  return name;
}
