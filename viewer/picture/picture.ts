/**
 * What a panel draws, as plain data: Pixi puts it on the screen, SVG and PNG save it. Knows no network.
 * Coordinates are CSS pixels from the panel's upper left corner.
 */

/** 0xRRGGBB. */
export type Colour = number;

export interface PolylineItem {
  readonly kind: 'polyline';
  /** x, y pairs. NaN breaks the line. */
  readonly points: Float32Array;
  readonly colour: Colour;
  readonly width: number;
  readonly alpha?: number;
  /** Lengths of dash and gap. */
  readonly dash?: readonly [number, number];
}

export interface RectsItem {
  readonly kind: 'rects';
  /** x, y, width, height of each. */
  readonly boxes: Float32Array;
  /** One for all, or one each. */
  readonly colours: Colour | Uint32Array;
  readonly alpha?: number;
}

export interface DiscsItem {
  readonly kind: 'discs';
  /** x, y, radius of each. */
  readonly discs: Float32Array;
  readonly colours: Colour | Uint32Array;
  readonly alpha?: number;
  readonly outline?: { readonly colour: Colour | Uint32Array; readonly width: number };
}

export interface PolygonItem {
  readonly kind: 'polygon';
  /** x, y pairs, convex, closed by itself. */
  readonly points: Float32Array;
  readonly fill?: Colour;
  readonly alpha?: number;
  readonly outline?: { readonly colour: Colour; readonly width: number };
}

/** Pixels, stretched over a box: dense rasters, matrices, images. */
export interface ImageItem {
  readonly kind: 'image';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly columns: number;
  readonly rows: number;
  /** rows x columns x 4, red first, alpha not multiplied in. May be reused by the panel for its next picture. */
  readonly rgba: Uint8ClampedArray;
  /** Colours between those of pixels, for what is smooth; default: pixels with edges. */
  readonly smooth?: boolean;
  /** The same pixels have the same stamp: those of the picture before need not be looked at again. */
  readonly stamp?: object;
}

export interface TextItem {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly size: number;
  readonly colour: Colour;
  readonly align?: 'start' | 'middle' | 'end';
  /** Where y lies; default 'middle'. */
  readonly baseline?: 'top' | 'middle' | 'bottom';
  readonly bold?: boolean;
  readonly mono?: boolean;
  /** A quarter turn to the left, around x, y. */
  readonly upwards?: boolean;
}

/** Items that show inside a box only. */
export interface ClipItem {
  readonly kind: 'clip';
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly items: readonly PictureItem[];
}

export type PictureItem = PolylineItem | RectsItem | DiscsItem | PolygonItem | ImageItem | TextItem | ClipItem;

/** Later items cover earlier ones. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly items: readonly PictureItem[];
}
