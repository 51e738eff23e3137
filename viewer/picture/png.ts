/** Pictures, and images in them, as PNG: drawn on a canvas, encoded by the browser. */
import { css, paintPicture } from './paint.ts';
import type { Colour, ImageItem, Picture } from './picture.ts';

/** Pixels per CSS pixel of a saved picture. */
const sharpness = 2;

export async function toPng(picture: Picture, background: Colour): Promise<Blob> {
  const canvas = new OffscreenCanvas(Math.ceil(picture.width * sharpness), Math.ceil(picture.height * sharpness));
  const context = canvas.getContext('2d')!;
  context.fillStyle = css(background);
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.scale(sharpness, sharpness);
  paintPicture(context, picture);
  return canvas.convertToBlob({ type: 'image/png' });
}

/** The pixels of an image as a `data:` address. */
export async function imageAddress({ columns, rows, rgba }: ImageItem): Promise<string> {
  const canvas = new OffscreenCanvas(columns, rows);
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(rgba), columns, rows), 0, 0);
  const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
  let binary = '';
  for (let k = 0; k < bytes.length; k += 8192) binary += String.fromCharCode(...bytes.subarray(k, k + 8192));
  return `data:image/png;base64,${btoa(binary)}`;
}
