/** Where a control's value lies on its slider, and back. Pure. */
import type { Control } from '../../engine/index.ts';

export type NumberControl = Extract<Control, { readonly kind: 'number' | 'integer' | 'quantity' }>;

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Equal distances are equal factors. */
  readonly logarithmic: boolean;
  readonly integer: boolean;
  /** The slider goes from 0 to this. */
  readonly places: number;
}

/** Places on a slider; fewer where whole numbers have fewer. */
const mostPlaces = 1000;

/** A limit that is not declared lies a factor of five from the default. */
export function scaleOf(control: NumberControl): Scale {
  const { default: usual, min, max } = control;
  const reach = usual === 0 ? 1 : Math.abs(usual);
  const low = min ?? (usual > 0 ? 0 : usual - 4 * reach);
  const high = max ?? (usual < 0 ? 0 : usual + 4 * reach);
  const integer = control.kind === 'integer';
  const logarithmic = low > 0 && high / low > 100;
  const places = integer && !logarithmic ? Math.min(mostPlaces, high - low) : mostPlaces;
  return { low, high, logarithmic, integer, places };
}

export function toSlider(value: number, { low, high, logarithmic, integer, places }: Scale): number {
  const share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  const place = Math.round(Math.min(1, Math.max(0, share)) * places);
  return integer ? Math.min(place, Math.max(0, value - low)) : place;
}

/** A number as round as it can be and still differ from that of the next place. */
export function fromSlider(place: number, { low, high, logarithmic, integer, places }: Scale): number {
  if (place <= 0) return low;
  if (place >= places) return high;
  const at = (k: number): number => {
    const share = k / places;
    return logarithmic ? low * (high / low) ** share : low + share * (high - low);
  };
  const exact = at(place);
  // Small whole numbers are too few for places by equal factors: they come one by one.
  if (integer) return Math.max(Math.round(exact), low + place);
  const digit = 10 ** Math.floor(Math.log10(at(place + 1) - exact));
  return Math.min(high, Math.max(low, Number((Math.round(exact / digit) * digit).toPrecision(12))));
}
