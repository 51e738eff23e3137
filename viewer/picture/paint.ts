/** Draws a picture on a 2D canvas: for saved images, and for small pictures of which a page has many. */
import { monoFont, textFont } from './fonts.ts';
import type { Colour, DiscsItem, ImageItem, Picture, PictureItem, TextItem } from './picture.ts';

type Context = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;

export function paintPicture(context: Context, { items }: Pick<Picture, 'items'>): void {
  for (const item of items) paintItem(context, item);
}

function paintItem(context: Context, item: PictureItem): void {
  context.globalAlpha = 'alpha' in item ? (item.alpha ?? 1) : 1;
  switch (item.kind) {
    case 'polyline':
      context.setLineDash([...(item.dash ?? [])]);
      trace(context, item.points);
      stroke(context, item.colour, item.width);
      context.setLineDash([]);
      break;
    case 'polygon':
      trace(context, item.points);
      context.closePath();
      if (item.fill !== undefined) fill(context, item.fill);
      if (item.outline !== undefined) stroke(context, item.outline.colour, item.outline.width);
      break;
    case 'rects':
      for (let k = 0; k < item.boxes.length / 4; k++) {
        context.fillStyle = css(colourAt(item.colours, k));
        context.fillRect(item.boxes[4 * k]!, item.boxes[4 * k + 1]!, item.boxes[4 * k + 2]!, item.boxes[4 * k + 3]!);
      }
      break;
    case 'discs':
      paintDiscs(context, item);
      break;
    case 'image':
      paintImage(context, item);
      break;
    case 'text':
      paintText(context, item);
      break;
    case 'clip':
      context.save();
      context.beginPath();
      context.rect(item.x, item.y, item.width, item.height);
      context.clip();
      paintPicture(context, item);
      context.restore();
      break;
    default:
      item satisfies never;
  }
}

function trace(context: Context, points: Float32Array): void {
  context.beginPath();
  let broken = true;
  for (let k = 0; k < points.length; k += 2) {
    const [x, y] = [points[k]!, points[k + 1]!];
    if (Number.isNaN(x) || Number.isNaN(y)) broken = true;
    else if (broken) {
      context.moveTo(x, y);
      broken = false;
    } else context.lineTo(x, y);
  }
}

function paintDiscs(context: Context, { discs, colours, outline }: DiscsItem): void {
  for (let k = 0; k < discs.length / 3; k++) {
    context.beginPath();
    context.arc(discs[3 * k]!, discs[3 * k + 1]!, discs[3 * k + 2]!, 0, 2 * Math.PI);
    fill(context, colourAt(colours, k));
    if (outline !== undefined) stroke(context, colourAt(outline.colour, k), outline.width);
  }
}

function paintImage(context: Context, { x, y, width, height, columns, rows, rgba, smooth = false }: ImageItem): void {
  if (columns < 1 || rows < 1) return;
  const canvas = new OffscreenCanvas(columns, rows);
  canvas.getContext('2d')!.putImageData(new ImageData(new Uint8ClampedArray(rgba), columns, rows), 0, 0);
  context.imageSmoothingEnabled = smooth;
  context.drawImage(canvas, x, y, width, height);
}

function paintText(context: Context, { x, y, text, size, colour, align, baseline, bold, mono, upwards }: TextItem): void {
  context.save();
  context.translate(x, y);
  if (upwards === true) context.rotate(-Math.PI / 2);
  context.font = `${bold === true ? 'bold ' : ''}${size}px ${mono === true ? monoFont : textFont}`;
  context.textAlign = align === 'middle' ? 'center' : (align ?? 'start');
  context.textBaseline = baseline ?? 'middle';
  context.fillStyle = css(colour);
  context.fillText(text, 0, 0);
  context.restore();
}

function fill(context: Context, colour: Colour): void {
  context.fillStyle = css(colour);
  context.fill();
}

function stroke(context: Context, colour: Colour, width: number): void {
  context.strokeStyle = css(colour);
  context.lineWidth = width;
  context.stroke();
}

function colourAt(colours: Colour | Uint32Array, k: number): Colour {
  return typeof colours === 'number' ? colours : colours[k]!;
}

export function css(colour: Colour): string {
  return `#${colour.toString(16).padStart(6, '0')}`;
}
