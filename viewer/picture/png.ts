/** Pictures as PNG: drawn on a canvas for files, encoded by hand where there is none. */
import { css, paintPicture } from './paint.ts';
import type { Colour, Picture } from './picture.ts';

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

/** Pixels as the bytes of a PNG file, not compressed. `rgba`: rows x columns x 4. */
export function encodePng(columns: number, rows: number, rgba: Uint8ClampedArray): Uint8Array {
  const lines = new Uint8Array(rows * (1 + columns * 4));
  for (let row = 0; row < rows; row++)
    lines.set(rgba.subarray(row * columns * 4, (row + 1) * columns * 4), row * (1 + columns * 4) + 1);
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, columns);
  view.setUint32(4, rows);
  // 8 bits, red green blue alpha; the one compression, filter and no interlace.
  head.set([8, 6, 0, 0, 0], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return joined([signature, chunk('IHDR', head), chunk('IDAT', stored(lines)), chunk('IEND', new Uint8Array(0))]);
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let k = 0; k < 4; k++) bytes[4 + k] = name.charCodeAt(k);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc(bytes.subarray(4, 8 + data.length)));
  return bytes;
}

/** A zlib stream of stored blocks (RFC 1950, 1951). */
function stored(data: Uint8Array): Uint8Array {
  const most = 0xffff;
  const parts: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at === 0 || at < data.length; at += most) {
    const block = data.subarray(at, at + most);
    const last = at + most >= data.length ? 1 : 0;
    const { length } = block;
    parts.push(Uint8Array.of(last, length & 255, length >> 8, ~length & 255, (~length >> 8) & 255), block);
  }
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  parts.push(Uint8Array.of(b >> 8, b & 255, a >> 8, a & 255));
  return joined(parts);
}

/** CRC-32 of PNG (ISO 3309), bit by bit: images are small. */
function crc(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (value & 1 ? 0xedb88320 : 0);
  }
  return ~value >>> 0;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
