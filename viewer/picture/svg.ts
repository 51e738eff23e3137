/** A picture as an SVG file. */
import { monoFont, textFont } from './fonts.ts';
import { css } from './paint.ts';
import type { Colour, DiscsItem, ImageItem, Picture, PictureItem, RectsItem, TextItem } from './picture.ts';
import { imageAddress } from './png.ts';

/** What is numbered or made before the text is written. */
interface Written {
  clips: number;
  /** Address of each image's pixels. */
  readonly images: ReadonlyMap<ImageItem, string>;
}

/** `addressOf`: of an image's pixels. */
export async function toSvg(
  { width, height, items }: Picture,
  background: Colour,
  addressOf: (image: ImageItem) => Promise<string> = imageAddress,
): Promise<string> {
  // All at once, since panels may reuse the pixels for their next picture.
  const addresses = imagesIn(items).map(async (image) => [image, await addressOf(image)] as const);
  const written: Written = { clips: 0, images: new Map(await Promise.all(addresses)) };
  const body = items.map((item) => element(item, written)).join('\n');
  const size = `width="${number(width)}" height="${number(height)}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${number(width)} ${number(height)}">
<rect width="100%" height="100%" fill="${css(background)}"/>
${body}
</svg>
`;
}

/** Those that have pixels. */
function imagesIn(items: readonly PictureItem[]): ImageItem[] {
  return items.flatMap((item) => {
    if (item.kind === 'clip') return imagesIn(item.items);
    return item.kind === 'image' && item.columns > 0 && item.rows > 0 ? [item] : [];
  });
}

function element(item: PictureItem, written: Written): string {
  switch (item.kind) {
    case 'polyline': {
      const dash = item.dash === undefined ? '' : ` stroke-dasharray="${item.dash.map(number).join(' ')}"`;
      const line = `fill="none" stroke="${css(item.colour)}" stroke-width="${number(item.width)}"${dash}`;
      return `<path d="${path(item.points)}" ${line}${opacity(item.alpha)}/>`;
    }
    case 'polygon': {
      const { fill, outline } = item;
      const paint = fill === undefined ? 'none' : css(fill);
      const rim = outline === undefined ? '' : ` stroke="${css(outline.colour)}" stroke-width="${number(outline.width)}"`;
      return `<path d="${path(item.points)}Z" fill="${paint}"${rim}${opacity(item.alpha)}/>`;
    }
    case 'rects':
      return `<g${opacity(item.alpha)}>${rects(item)}</g>`;
    case 'discs':
      return `<g${opacity(item.alpha)}>${discs(item)}</g>`;
    case 'image':
      return image(item, written.images.get(item));
    case 'text':
      return text(item);
    case 'clip': {
      const id = `clip-${written.clips++}`;
      const box = `<rect x="${number(item.x)}" y="${number(item.y)}" width="${number(item.width)}" height="${number(item.height)}"/>`;
      const inside = item.items.map((one) => element(one, written)).join('\n');
      return `<clipPath id="${id}">${box}</clipPath><g clip-path="url(#${id})">${inside}</g>`;
    }
    default:
      item satisfies never;
      return '';
  }
}

/** NaN breaks the line. */
function path(points: Float32Array): string {
  const parts: string[] = [];
  let command = 'M';
  for (let k = 0; k < points.length; k += 2) {
    if (Number.isNaN(points[k]!) || Number.isNaN(points[k + 1]!)) {
      command = 'M';
      continue;
    }
    parts.push(`${command}${number(points[k]!)} ${number(points[k + 1]!)}`);
    command = 'L';
  }
  return parts.join('');
}

function rects({ boxes, colours }: RectsItem): string {
  return Array.from({ length: boxes.length / 4 }, (_, k) => {
    const [x, y, width, height] = boxes.subarray(4 * k, 4 * k + 4);
    const size = `width="${number(Math.max(0, width!))}" height="${number(Math.max(0, height!))}"`;
    return `<rect x="${number(x!)}" y="${number(y!)}" ${size} fill="${css(at(colours, k))}"/>`;
  }).join('');
}

function discs({ discs: all, colours, outline }: DiscsItem): string {
  return Array.from({ length: all.length / 3 }, (_, k) => {
    const [x, y, radius] = all.subarray(3 * k, 3 * k + 3);
    const rim = outline === undefined ? '' : ` stroke="${css(at(outline.colour, k))}" stroke-width="${number(outline.width)}"`;
    return `<circle cx="${number(x!)}" cy="${number(y!)}" r="${number(radius!)}" fill="${css(at(colours, k))}"${rim}/>`;
  }).join('');
}

function image({ x, y, width, height, smooth = false }: ImageItem, address: string | undefined): string {
  if (address === undefined) return '';
  const size = `width="${number(width)}" height="${number(height)}" preserveAspectRatio="none"`;
  return `<image x="${number(x)}" y="${number(y)}" ${size} image-rendering="${smooth ? 'auto' : 'pixelated'}" href="${address}"/>`;
}

const anchors = { start: 'start', middle: 'middle', end: 'end' } as const;
const baselines = { top: 'hanging', middle: 'central', bottom: 'text-after-edge' } as const;

function text(item: TextItem): string {
  const { x, y, text: words, size, colour, align = 'start', baseline = 'middle', bold, mono, upwards } = item;
  const family = (mono === true ? monoFont : textFont).replaceAll('"', "'");
  const turn = upwards === true ? ` transform="rotate(-90 ${number(x)} ${number(y)})"` : '';
  const font = `font-family="${family}" font-size="${number(size)}"${bold === true ? ' font-weight="bold"' : ''}`;
  const place = `x="${number(x)}" y="${number(y)}" text-anchor="${anchors[align]}" dominant-baseline="${baselines[baseline]}"`;
  return `<text ${place} ${font} fill="${css(colour)}"${turn} xml:space="preserve">${escaped(words)}</text>`;
}

function opacity(alpha: number | undefined): string {
  return alpha === undefined || alpha === 1 ? '' : ` opacity="${number(alpha)}"`;
}

function at(colours: Colour | Uint32Array, k: number): Colour {
  return typeof colours === 'number' ? colours : colours[k]!;
}

/** Hundredths of a pixel are enough. */
function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Control characters are not allowed in XML at all. */
function escaped(words: string): string {
  return words
    .replace(/[^\P{Cc}\t\n]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
