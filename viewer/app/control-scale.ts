/** Where a control's value lies on its slider, and back. Pure. */
import type { Control } from '../../engine/index.ts';

export type NumberControl = Extract<Control, { readonly kind: 'number' | 'integer' | 'quantity' }>;

export interface Scale {
  readonly low: number;
  readonly high: number;
  /** Equal distances are equal factors. */
  readonly logarithmic: boolean;
  readonly integer: boolean;
}

/** Places on a slider. */
export const places = 1000;

/** A limit that is not declared lies a factor of five from the default. */
export function scaleOf(control: NumberControl): Scale {
  const { default: usual, min, max } = control;
  const reach = usual === 0 ? 1 : Math.abs(usual);
  const low = min ?? (usual > 0 ? 0 : usual - 4 * reach);
  const high = max ?? (usual < 0 ? 0 : usual + 4 * reach);
  return { low, high, logarithmic: low > 0 && high / low > 100, integer: control.kind === 'integer' };
}

export function toSlider(value: number, { low, high, logarithmic }: Scale): number {
  const share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.round(Math.min(1, Math.max(0, share)) * places);
}

/** A round number: three digits of the range are all that a slider can show. */
export function fromSlider(place: number, { low, high, logarithmic, integer }: Scale): number {
  if (place <= 0) return low;
  if (place >= places) return high;
  const share = place / places;
  const exact = logarithmic ? low * (high / low) ** share : low + share * (high - low);
  if (integer) return Math.round(exact);
  const digit = 10 ** Math.floor(Math.log10(logarithmic ? exact : high - low) - 2);
  return Math.min(high, Math.max(low, Number((Math.round(exact / digit) * digit).toPrecision(12))));
}
