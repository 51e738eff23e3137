/** Where pictures are shown: what a page asks of the one canvas that all of them share. */
import type { Colour, Picture } from './picture.ts';

/** CSS pixels on the canvas. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** More than this many pixels per CSS pixel cannot be seen. */
export const finestPixels = 2;

export interface Stage {
  background(colour: Colour): void;
  resize(width: number, height: number): void;
  /** Shows a picture in a box, in place of the one that had this id. On the screen after `render`. */
  show(id: string, picture: Picture, box: Box): void;
  remove(id: string): void;
  render(): void;
  dispose(): void;
}
