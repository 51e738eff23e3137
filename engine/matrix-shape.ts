/** What is made of the weights of a projection as one matrix, once they are drawn. Plain data: draws and computes nothing. */
import { NeurariumError } from './errors.ts';

/** `spectral-radius`: all weights times one number. `orthogonal`: the nearest rotation that Gram & Schmidt find, times `gain`. */
export type MatrixShape =
  | { readonly kind: 'spectral-radius'; readonly radius: number }
  | { readonly kind: 'orthogonal'; readonly gain: number };

function fail(message: string, hint?: string): never {
  throw new NeurariumError({ code: 'description', message, hint });
}

/** The weights as drawn, scaled so that the largest magnitude of an eigenvalue is `radius`. */
export function spectralRadius(radius: number): MatrixShape {
  if (!(radius >= 0 && Number.isFinite(radius))) fail(`spectralRadius(${radius}), expected 0 or more`);
  return { kind: 'spectral-radius', radius };
}

/** Columns at right angles, each of length `gain`, by which all directions are equal if the weights are drawn from normal(0, 1). */
export function orthogonal(gain = 1): MatrixShape {
  if (!(gain > 0 && Number.isFinite(gain))) fail(`orthogonal(${gain}), expected more than 0`);
  return { kind: 'orthogonal', gain };
}

/** What of a projection decides whether it can have a shape. */
interface Shaped {
  readonly from: string;
  readonly to: string;
  readonly values: boolean;
  /** Whether its wiring connects all pairs. */
  readonly full: boolean;
}

/** @throws NeurariumError 'description' where a projection cannot have it */
export function checkShape(shape: MatrixShape, { from, to, values, full }: Shaped): void {
  if (!values || from !== to)
    fail(`shape ${shape.kind} of a projection ${from} -> ${to}, expected values from a population to itself`);
  if (shape.kind === 'orthogonal' && !full) fail('shape orthogonal of some pairs of cells, expected allToAll()');
}
