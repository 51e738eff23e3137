/** Numbers as colours: tables of 256 colours, told apart by colour-blind eyes and in grey too. Knows no unit. */
import { mixed } from './mixed.ts';
import type { Colour } from './picture.ts';

export type ColourMapKind = 'sequential' | 'diverging';

/** Anchors of viridis (Smith & van der Walt 2015, public domain): lightness rises evenly. */
const sequential: readonly Colour[] = [
  0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c, 0xfde725,
];
/** Blue below, orange above; 0 in between differs from the background, so that it is not taken for nothing. */
const divergingLight: readonly Colour[] = [0x053e75, 0x2f7fbf, 0x9cc6e6, 0xe9e9ea, 0xf5b98a, 0xd9701e, 0x8a3800];
const divergingDark: readonly Colour[] = [0x9fd4ff, 0x4a9fe0, 0x2b5d8a, 0x3b4048, 0x8c5327, 0xe5853a, 0xffcf9e];

const made = new Map<readonly Colour[], Uint32Array>();

/** 256 colours, from the least value to the greatest. The same array each time. */
export function colourMap(kind: ColourMapKind, dark: boolean): Uint32Array {
  const anchors = kind === 'sequential' ? sequential : dark ? divergingDark : divergingLight;
  const known = made.get(anchors);
  if (known !== undefined) return known;
  const table = Uint32Array.from({ length: 256 }, (_, k) => {
    const place = (k / 255) * (anchors.length - 1);
    const first = Math.min(anchors.length - 2, Math.floor(place));
    return mixed(anchors[first]!, anchors[first + 1]!, place - first);
  });
  made.set(anchors, table);
  return table;
}

/** Values with both signs diverge around 0, others rise from the least. */
export interface ColourScale {
  readonly kind: ColourMapKind;
  readonly low: number;
  readonly high: number;
  readonly colours: Uint32Array;
}

export function colourScale(low: number, high: number, dark: boolean): ColourScale {
  if (low < 0 && high > 0) {
    const most = Math.max(-low, high);
    return { kind: 'diverging', low: -most, high: most, colours: colourMap('diverging', dark) };
  }
  return { kind: 'sequential', low, high, colours: colourMap('sequential', dark) };
}

/** Diverging around a value, as far as `reach` to both sides. */
export function scaleAround(middle: number, reach: number, dark: boolean): ColourScale {
  return { kind: 'diverging', low: middle - reach, high: middle + reach, colours: colourMap('diverging', dark) };
}

/** Values beyond the ends have the colours of the ends; where all are equal, the middle. */
export function colourOf({ low, high, colours }: ColourScale, value: number): Colour {
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return colours[Math.min(255, Math.max(0, Math.round(share * 255)))]!;
}
