/** All pictures of the page on one 2D canvas: slower than Pixi, the same to look at. */
import { css, paintPicture } from './paint.ts';
import type { Colour, Picture } from './picture.ts';
import { type Box, finestPixels, type Stage } from './stage.ts';

export class CanvasStage implements Stage {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #shown = new Map<string, { readonly picture: Picture; readonly box: Box }>();
  #background = '#000000';
  #sharpness = 1;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
    this.#context = canvas.getContext('2d', { alpha: false })!;
  }

  background(colour: Colour): void {
    this.#background = css(colour);
  }

  resize(width: number, height: number): void {
    this.#sharpness = Math.min(finestPixels, devicePixelRatio);
    const [wide, high] = [Math.round(width * this.#sharpness), Math.round(height * this.#sharpness)];
    if (this.#canvas.width !== wide) this.#canvas.width = wide;
    if (this.#canvas.height !== high) this.#canvas.height = high;
  }

  show(id: string, picture: Picture, box: Box): void {
    this.#shown.set(id, { picture, box });
  }

  remove(id: string): void {
    this.#shown.delete(id);
    this.render();
  }

  render(): void {
    const context = this.#context;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.fillStyle = this.#background;
    context.fillRect(0, 0, this.#canvas.width, this.#canvas.height);
    for (const { picture, box } of this.#shown.values()) {
      context.save();
      context.setTransform(this.#sharpness, 0, 0, this.#sharpness, 0, 0);
      context.translate(Math.round(box.x), Math.round(box.y));
      context.beginPath();
      context.rect(0, 0, box.width, box.height);
      context.clip();
      paintPicture(context, picture);
      context.restore();
    }
  }

  dispose(): void {
    this.#shown.clear();
  }
}
